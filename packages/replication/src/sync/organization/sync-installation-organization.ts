import type { Database } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ComparedOrganization } from './compare-organizations.ts';
import { syncOrganization } from './sync-organization.ts';

/**
 * Reads the lists of the organisation that an installation is on; nothing for that of a user.
 *
 * @param options `compared`: by a probe; lists that it found equal are not read.
 *
 * @returns like `syncOrganization`.
 */
export async function syncInstallationOrganization(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  installationId: number,
  { compared = [], ...call }: CallOptions & { compared?: readonly ComparedOrganization[] },
): Promise<string[]> {
  const { id, login } =
    (await database
      .selectFrom('installations')
      .select(['account_id as id', 'account_login as login'])
      .where('id', '=', installationId)
      .where('account_type', '=', 'Organization')
      .executeTakeFirst()) ?? {};
  if (id == null || login == null) return [];
  return await syncOrganization(
    { database, view: github.forInstallation(installationId) },
    { id, login },
    { isCompared: compared.some((each) => each.id === id && !each.isDifferent), ...call },
  );
}
