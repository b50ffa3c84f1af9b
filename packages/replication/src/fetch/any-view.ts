import { type Database, findInstallation } from '@hubtwin/database';
import type { GitHub, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** GitHub with any configured credential, for public objects; null if there is none. */
export async function openAnyView({
  database,
  github,
}: {
  database: Kysely<Database>;
  github: GitHubClient;
}): Promise<GitHub | null> {
  const installationId = await findInstallation(database);
  return github.canRequest(installationId) ? github.forRepository({ installationId }) : null;
}
