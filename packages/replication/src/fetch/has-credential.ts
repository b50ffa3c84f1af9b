import { type Database, hasOwnTokens } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** Whether requests to GitHub are possible: with a configured credential, or with a repository's own token. */
export async function hasCredential({
  database,
  github,
}: {
  database: Kysely<Database>;
  github: Pick<GitHubClient, 'isConfigured'>;
}): Promise<boolean> {
  return github.isConfigured || (await hasOwnTokens(database));
}
