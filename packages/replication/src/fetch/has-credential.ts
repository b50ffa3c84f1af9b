import { type Database, hasOwnTokens } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** Whether anything can be requested from GitHub: by a configured credential, or by a token of a repository's own. */
export async function hasCredential({
  database,
  github,
}: {
  database: Kysely<Database>;
  github: Pick<GitHubClient, 'isConfigured'>;
}): Promise<boolean> {
  return github.isConfigured || (await hasOwnTokens(database));
}
