import { type Database, findOrganization } from '@hubtwin/database';
import type { GitHub, GitHubClient } from '@hubtwin/github';
import type { Organization } from '@hubtwin/resources';
import type { Kysely } from 'kysely';

/** GitHub with a credential that may read an organisation. */
export interface OrganizationView {
  github: GitHub;
  organization: Organization;
}

/** The view of an organisation by its id: its installation's, else the configured tokens; null if there is neither. */
export async function openOrganization(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  id: number,
): Promise<OrganizationView | null> {
  const found = await findOrganization(database, id);
  if (found === null || !github.canRequest(found.installationId)) return null;
  const { login, installationId } = found;
  return { github: github.forRepository({ installationId }), organization: { id, login } };
}
