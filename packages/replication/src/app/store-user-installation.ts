import { type Database, type RepositoryRole, recordUserInstallation } from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import { accounts, dayOf, extractAccount, githubAccount, installations } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { observeFetched } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';

const identified = z.looseObject({ id: z.int() });
const named = z.looseObject({
  account: z.looseObject({ login: z.string() }).nullish(),
  suspended_at: z.string().nullish(),
});
const flags = z.looseObject({
  id: z.int(),
  permissions: z.record(z.string(), z.boolean()).nullish(),
});
/** From the greatest; GitHub also sets the lesser ones. */
const roles: readonly (readonly [string, RepositoryRole])[] = [
  ['admin', 'admin'],
  ['maintain', 'maintain'],
  ['push', 'write'],
  ['triage', 'triage'],
  ['pull', 'read'],
];

export interface StoredUserInstallation {
  user: string;
  /** The login of the account; null where GitHub does not report it. */
  account: string | null;
  isSuspended: boolean;
}

/**
 * Reads an installation with the user's token, and stores it with the user's roles.
 *
 * @param view GitHub with that user's token of the App: it lists installations of this App only.
 * @returns null, with nothing stored, if GitHub does not return it to the user.
 */
export async function storeUserInstallation(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  installationId: number,
  call: CallOptions,
): Promise<StoredUserInstallation | null> {
  const found = await findAmongTheirs(view, installationId, call);
  if (found === null) return null;
  const { data, requestedAt } = await view.fetch('GET /user', {}, call);
  const user = githubAccount.parse(data);
  const origin = { repositoryId: null, source: 'api', requestedAt: found.requestedAt } as const;
  // GitHub returns private data of the user itself, too: only the public fields are kept.
  const { raw, clock } = extractAccount(user, dayOf(requestedAt.toISOString()));
  const person = { ...observeFetched(accounts, raw, { ...origin, requestedAt }), embedded: true as const };
  await storeAnswers(database, [
    observeFetched(installations, found.installation, origin),
    { ...person, ...(clock !== undefined && { clock }) },
  ]);
  const { account, suspended_at } = named.parse(found.installation);
  const isSuspended = typeof suspended_at === 'string';
  await recordUserInstallation(database, {
    userId: user.id,
    login: user.login,
    installationId,
    verifiedAt: requestedAt,
    // A suspended installation has access to nothing.
    roles: isSuspended ? new Map() : await readRoles(view, installationId, call),
  });
  return { user: user.login, account: account?.login ?? null, isSuspended };
}

/** @see https://docs.github.com/rest/apps/installations#list-app-installations-accessible-to-the-user-access-token */
async function findAmongTheirs(view: GitHub, installationId: number, call: CallOptions) {
  for await (const { items, response } of view.pages('GET /user/installations', { per_page: 100 }, call)) {
    const installation = items.find((item) => identified.parse(item).id === installationId);
    if (installation !== undefined) return { installation, requestedAt: response.requestedAt };
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
