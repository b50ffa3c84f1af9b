import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTimestamp, Json, Timestamp } from './column-types.ts';

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
  open_tasks: Generated<number>;
  errors_count: Generated<number>;
  requests_used: Generated<number>;
  details: ColumnType<Record<string, unknown>, string | undefined, string>;
  error_message: string | null;
  created_at: GeneratedTimestamp;
  started_at: Timestamp | null;
  completed_at: Timestamp | null;
}

/**
 * The work of a task: read everything with a cursor for each list; probe and read what changed; read what may have
 * changed without a probe; or read every list from its start.
 */
export type SyncWork = 'import' | 'probe' | 'sync' | 'full';

/** The status of a repository's task in a sync job; `skipped`: synced recently. */
export type SyncTaskStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped';

/** The result of an attempt at a task for one list. */
export interface TaskList {
  resource: string;
  /** What GitHub does not return of it, in one line; null: nothing is missing. */
  leftOut: string | null;
  /** Whether requests for it fail, which may be temporary. */
  isFailed: boolean;
  /** Whether the sync before failed for this list, too: it is not retried. */
  isRepeated: boolean;
}

interface SyncJobRepositories {
  job_id: number;
  repository_id: number;
  work: SyncWork;
  /** The resources to sync; null: all. */
  resources: string[] | null;
  status: Generated<SyncTaskStatus>;
  /** How often it was started. */
  starts: Generated<number>;
  /** The expected number of pages of lists, by GitHub's counts before the start. */
  pages_estimated: Generated<number>;
  pages_done: Generated<number>;
  pages_total: Generated<number>;
  /** Requests to GitHub for this task. */
  requests: Generated<number>;
  error: string | null;
  /** The results of attempts for its lists so far; null: no attempt has ended. */
  lists: ColumnType<TaskList[] | null, string | null, string | null>;
  /** Time of the last progress. */
  touched_at: GeneratedTimestamp;
}

/**
 * Why GitHub does not return a list, or a repository: the feature is off, access is blocked, the credential lacks a
 * permission, or requests for it fail.
 */
export type RestrictionState = 'disabled' | 'blocked' | 'refused' | 'failed' | 'incomplete';

/** One list of a repository; `repositories` is the repository as a whole. */
interface RepositoryLists {
  repository_id: number;
  resource: string;
  /** When the list was read completely, by GitHub's clock; null: never, or not since it was restricted. */
  read_until: Timestamp | null;
  /** Null where GitHub returns it. */
  state: RestrictionState | null;
  /** In GitHub's words. */
  reason: string | null;
  since: Timestamp | null;
  checked_at: Timestamp | null;
  /** How many more objects GitHub counts than the twin has, and since when; null: none as far as known. */
  count_difference: number | null;
  github_count: number | null;
  difference_since: Timestamp | null;
  /** Whether the whole list was read since. */
  is_difference_checked: Generated<boolean>;
}

/** A commit that is missing from a stored history: a stored commit names it as its parent. */
interface HistoryGaps {
  repository_id: number;
  sha: string;
  /** GitHub could not return it at this time. */
  unavailable_at: Timestamp | null;
}

/** The tables of imports and syncs. */
export interface SyncTables {
  history_gaps: HistoryGaps;
  repository_lists: RepositoryLists;
  sync_cursors: SyncCursors;
  sync_jobs: SyncJobs;
  sync_job_repositories: SyncJobRepositories;
}
