import { type Database, noteUserInstallation, type RepositoryRole } from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { observeFetched } from '../observe.ts';
import { dayOf, githubAccount, sightingOf } from '../resources/account.ts';
import { accounts } from '../resources/accounts.ts';
import { installations } from '../resources/installations.ts';
import { storeSeen } from '../store-seen.ts';

const identified = z.looseObject({ id: z.int() });
const named = z.looseObject({
  account: z.looseObject({ login: z.string() }).nullish(),
  suspended_at: z.string().nullish(),
});
const flags = z.looseObject({
  id: z.int(),
  permissions: z.record(z.string(), z.boolean()).nullish(),
});
/** From the most; GitHub sets the lesser ones, too. */
const roles: readonly (readonly [string, RepositoryRole])[] = [
  ['admin', 'admin'],
  ['maintain', 'maintain'],
  ['push', 'write'],
  ['triage', 'triage'],
  ['pull', 'read'],
];

export interface StoredUserInstallation {
  user: string;
  /** The login of who has it; null where GitHub does not tell. */
  account: string | null;
  isSuspended: boolean;
}

/**
 * Reads an installation as somebody who says it is theirs sees it, and stores it with what they may do there.
 *
 * @param view GitHub, by that person's token of the App: their installations are no others than the App's.
 * @returns null, with nothing stored, where GitHub does not show it to them.
 */
export async function storeUserInstallation(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  installationId: number,
  call: CallOptions,
): Promise<StoredUserInstallation | null> {
  const found = await findAmongTheirs(view, installationId, call);
  if (found === null) return null;
  const { data, askedAt } = await view.ask('GET /user', {}, call);
  const user = githubAccount.parse(data);
  const finding = { repositoryId: null, source: 'api', askedAt: found.askedAt } as const;
  // Of who asks for themselves GitHub tells private things, too: what it shows everywhere is enough.
  const { raw, clock } = sightingOf(user, dayOf(askedAt.toISOString()));
  const person = { ...observeFetched(accounts, raw, { ...finding, askedAt }), embedded: true as const };
  await storeSeen(database, [
    observeFetched(installations, found.installation, finding),
    { ...person, ...(clock !== undefined && { clock }) },
  ]);
  const { account, suspended_at } = named.parse(found.installation);
  const isSuspended = typeof suspended_at === 'string';
  await noteUserInstallation(database, {
    userId: user.id,
    login: user.login,
    installationId,
    verifiedAt: askedAt,
    // A suspended one shows nobody anything.
    roles: isSuspended ? new Map() : await readRoles(view, installationId, call),
  });
  return { user: user.login, account: account?.login ?? null, isSuspended };
}

/** @see https://docs.github.com/rest/apps/installations#list-app-installations-accessible-to-the-user-access-token */
async function findAmongTheirs(view: GitHub, installationId: number, call: CallOptions) {
  for await (const { items, response } of view.pages('GET /user/installations', { per_page: 100 }, call)) {
    const installation = items.find((item) => identified.parse(item).id === installationId);
    if (installation !== undefined) return { installation, askedAt: response.askedAt };
  }
  return null;
}

async function readRoles(
  view: GitHub,
  installationId: number,
  call: CallOptions,
): Promise<Map<number, RepositoryRole>> {
  const found = new Map<number, RepositoryRole>();
  const parameters = { installation_id: installationId, per_page: 100 };
  const route = 'GET /user/installations/{installation_id}/repositories';
  for await (const { items } of view.pages(route, parameters, call)) {
    for (const item of items) {
      const { id, permissions } = flags.parse(item);
      const [, role] = roles.find(([flag]) => permissions?.[flag] === true) ?? [];
      found.set(id, role ?? 'read');
    }
  }
  return found;
}
