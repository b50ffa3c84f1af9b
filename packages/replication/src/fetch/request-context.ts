import type { Database } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { RepositoryView } from './create-repository-view.ts';

/** The context for requests about stored objects. */
export interface RequestContext extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  /** The view of the objects' repository, if it is already open. */
  view?: RepositoryView | undefined;
}
