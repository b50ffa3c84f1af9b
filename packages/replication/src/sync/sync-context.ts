import type { Database, KnownList } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { HeadComparison } from '../fetch/create-head-comparison.ts';
import type { RepositoryView } from '../fetch/create-repository-view.ts';

/** The context for syncing the lists of a repository. */
export interface SyncContext {
  database: Kysely<Database>;
  github: GitHubClient;
  view: RepositoryView;
  call: CallOptions;
  /** The stored state of the lists, by resource. */
  known: ReadonlyMap<string, KnownList>;
  differingHeads: HeadComparison;
  /** When the sync started, by the slower of GitHub's clock and ours. */
  begunAt: Date;
  /** Whether only the lists that differ are read. */
  isOfDifferences: boolean;
  /** Whether lists are read from their start. */
  isFull: boolean;
}
