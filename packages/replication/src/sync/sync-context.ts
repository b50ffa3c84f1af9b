import type { Database, KnownList } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { RepositoryView } from '../fetch/create-repository-view.ts';

/** What it takes to sync the lists of a repository. */
export interface SyncContext {
  database: Kysely<Database>;
  github: GitHubClient;
  view: RepositoryView;
  call: CallOptions;
  /** What the twin knows of the lists, by resource. */
  known: ReadonlyMap<string, KnownList>;
  /** Whether lists are read from their beginning. */
  isFull: boolean;
}
