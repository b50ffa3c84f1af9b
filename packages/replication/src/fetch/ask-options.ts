import type { Database } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { RepositoryView } from './create-repository-view.ts';

/** What it takes to ask GitHub for stored objects. */
export interface AskOptions extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  /** Of the one repository whose objects they are, where it is open already. */
  view?: RepositoryView | undefined;
}
