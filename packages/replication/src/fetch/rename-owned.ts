import { type Database, followHookOwners, restoreRepository } from '@hubtwin/database';
import { omit, repositories } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { storeListed } from '../import/store-listed.ts';
import { observeFetched } from '../observe.ts';

const atOnce = 500;

/**
 * Updates the owner's login in the names of an account's repositories. Renaming an account renames all of them, and
 * GitHub sends no event.
 *
 * @param at when the account had this login, by GitHub's clock.
 * @returns the number of renamed repositories.
 */
export async function renameOwned(
  database: Kysely<Database>,
  account: { id: number; login: string },
  at: Date,
): Promise<number> {
  let renamed = 0;
  for (let after = 0; ; ) {
    const rows = await database
      .selectFrom('repositories')
      .select(['id', 'name', 'full_name', 'html_url', 'raw'])
      .where('owner_id', '=', account.id)
      .where('owner_login', '<>', account.login)
      .where('deleted_at', 'is', null)
      .where('name', 'is not', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    const origin = { repositoryId: null, source: 'sync', requestedAt: at } as const;
    const observations = rows.map(({ name, full_name, html_url, raw }) => {
      const to = `${account.login}/${name}`;
      const renamed = (address: unknown) =>
        typeof address === 'string' && full_name !== null && address.endsWith(full_name)
          ? address.slice(0, -full_name.length) + to
          : null;
      const [repo, web] = [renamed(raw.url), renamed(html_url)];
      const owner = { ...Object(raw.owner), id: account.id, login: account.login };
      const known = { ...omit(raw, repositories.volatile ?? []), full_name: to, owner };
      const addresses = { ...(repo && { url: repo }), ...(web && { html_url: web }) };
      const restored = restoreRepository({ ...known, ...addresses }, { repo, web });
      return observeFetched(repositories, restored, origin);
    });
    await storeListed(database, observations);
    renamed += observations.length;
  }
  if (renamed > 0) await followHookOwners(database);
  return renamed;
}
