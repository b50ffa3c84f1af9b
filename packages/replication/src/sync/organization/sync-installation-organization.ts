import type { Database } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { syncOrganization } from './sync-organization.ts';

/**
 * Reads the lists of the organisation that an installation is on; nothing for that of a user.
 *
 * @returns like `syncOrganization`.
 */
export async function syncInstallationOrganization(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  installationId: number,
  call: CallOptions,
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
    call,
  );
}
