import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTimestamp, Json, Timestamp } from '../column-types.ts';

interface SyncCursors {
  scope: string;
  value: Json;
  updated_at: GeneratedTimestamp;
}

export type SyncJobType = 'auto_import' | 'periodic_sync' | 'manual_sync' | 'webhook_triggered';

export type SyncJobStatus =
  | 'pending'
  | 'running'
  | 'completed'
  | 'completed_with_errors'
  | 'failed'
  | 'cancelled';

interface SyncJobs {
  id: Generated<number>;
  job_type: SyncJobType;
  status: Generated<SyncJobStatus>;
  priority: string;
  installation_id: number | null;
  repositories_processed: Generated<number>;
  parts_open: Generated<number>;
  errors_count: Generated<number>;
  requests_used: Generated<number>;
  details: ColumnType<Record<string, unknown>, string | undefined, string>;
  error_message: string | null;
  created_at: GeneratedTimestamp;
  started_at: Timestamp | null;
  completed_at: Timestamp | null;
}

/**
 * What is done for a repository: read all of it with a cursor a list; look whether it moved, and read that;
 * read what may have moved without looking first; or read every list from its beginning.
 */
export type SyncWork = 'import' | 'probe' | 'sync' | 'full';

/** A repository's part of a sync job; `skipped`: synced a moment ago and left alone. */
export type SyncPartStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped';

/** What an attempt at a part of a sync job found of a list. */
export interface PartList {
  resource: string;
  /** What of it GitHub does not show, in a line; null: it shows all. */
  leftOut: string | null;
  /** Whether requests for it fail, which may end. */
  isFailed: boolean;
}

interface SyncJobRepositories {
  job_id: number;
  repository_id: number;
  work: SyncWork;
  /** Of what a sync reads; null: of all. */
  resources: string[] | null;
  status: Generated<SyncPartStatus>;
  /** How many pages of lists it will take, as far as GitHub's counts told before it began. */
  pages_estimated: Generated<number>;
  pages_done: Generated<number>;
  pages_total: Generated<number>;
  /** Questions to GitHub that it took. */
  requests: Generated<number>;
  error: string | null;
  /** What attempts found of its lists so far; null: none has ended. */
  lists: ColumnType<PartList[] | null, string | null, string | null>;
  /** When it was last seen to go on. */
  touched_at: GeneratedTimestamp;
}

/**
 * Why GitHub does not show a list, or a repository: the feature is off, access is blocked, whoever asks lacks a
 * permission, or requests for it fail.
 */
export type RestrictionState = 'disabled' | 'blocked' | 'refused' | 'failed' | 'incomplete';

/** One list of a repository; `repositories` is the repository as a whole. */
interface RepositoryLists {
  repository_id: number;
  resource: string;
  /** The list was read completely at this time, by GitHub's clock; null: never, or not since it was restricted. */
  read_until: Timestamp | null;
  /** Null where GitHub shows it. */
  state: RestrictionState | null;
  /** In GitHub's words. */
  reason: string | null;
  since: Timestamp | null;
  checked_at: Timestamp | null;
  /** When the list was last read as a whole. */
  whole_at: Timestamp | null;
  /** By how many objects GitHub counts more than the twin has, and since when; null: by none as far as is known. */
  count_difference: number | null;
  difference_since: Timestamp | null;
}

/** A commit that is missing from a stored history: a stored commit names it as its parent. */
interface HistoryGaps {
  repository_id: number;
  sha: string;
  /** GitHub could not show it at this time. */
  unavailable_at: Timestamp | null;
}

/** What is imported and synced. */
export interface SyncTables {
  history_gaps: HistoryGaps;
  repository_lists: RepositoryLists;
  sync_cursors: SyncCursors;
  sync_jobs: SyncJobs;
  sync_job_repositories: SyncJobRepositories;
}
