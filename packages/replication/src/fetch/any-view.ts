import { type Database, findInstallation } from '@hubtwin/database';
import type { GitHub, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** GitHub as any configured credential sees it, for what everybody may see; null where there is none. */
export async function openAnyView({
  database,
  github,
}: {
  database: Kysely<Database>;
  github: GitHubClient;
}): Promise<GitHub | null> {
  const installationId = await findInstallation(database);
  return github.canAsk(installationId) ? github.forRepository({ installationId }) : null;
}
