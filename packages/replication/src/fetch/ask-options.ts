import type { Database } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** What it takes to ask GitHub for stored objects. */
export interface AskOptions extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
}
