import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { deleteRows } from './delete-rows.ts';
import { purgeAccounts } from './purge-accounts.ts';
import { purgeOrphans } from './purge-orphans.ts';

const repositoriesAtOnce = 20;
const rowsInBatch = 5_000;

export interface PurgeOptions {
  retentionDays: number;
  /** Maximum of rows per DELETE. */
  batch?: number;
  signal?: AbortSignal;
}

/**
 * Deletes repositories that have been inaccessible for `retentionDays`, with everything in them, then the
 * installations and accounts that are left without any. For repositories that have been untracked for so long, it
 * deletes what is in them: their own rows remain, so that no installation adds them again. Each batch is a
 * transaction that checks again whether the repository is accessible or tracked; if so, the rest remains and the
 * repository is imported.
 *
 * @param resources all mirrored resources.
 */
export async function purgeInaccessible(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { retentionDays, batch = rowsInBatch, signal }: PurgeOptions,
): Promise<{ repositories: number; accounts: number }> {
  const tables = [...new Map(resources.map((resource) => [resource.table, resource])).values()];
  const parts = tables.filter(({ inRepository }) => inRepository);
  const isStopped = () => signal?.aborted === true;
  let repositories = 0;
  while (!isStopped()) {
    const ids = await beginPurge(database, retentionDays);
    if (ids.length === 0) break;
    const purged = sql`select id from repositories where id = any (${ids}) and ${isPurged}`;
    for (const part of parts) await deleteRows(database, part, { repositories: purged, batch, signal });
    if (isStopped()) break;
    repositories += await endPurge(database, ids);
  }
  await purgeInstallations(database, resources, retentionDays);
  await purgeOrphans(database, parts, { batch, ...(signal !== undefined && { signal }) });
  const accounts = await purgeAccounts(database, tables, { batch, ...(signal !== undefined && { signal }) });
  return { repositories, accounts };
}

/**
 * Selects the repositories to purge next. From now on they count as never synced: when accessible again, they are
 * imported.
 */
async function beginPurge(database: Kysely<Database>, retentionDays: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update repositories
       set last_synced_at = null
     where id in (
           (select id from repositories
             where untracked_at is null and inaccessible_since < now() - make_interval(days => ${retentionDays})
               -- A hook without a webhook config may still report it.
               and synced_at < now() - make_interval(days => ${retentionDays})
               and not is_accessible(id)
             order by inaccessible_since limit ${repositoriesAtOnce})
            union
           (select id from repositories
             where untracked_at < now() - make_interval(days => ${retentionDays}) and purged_at is null
             order by untracked_at limit ${repositoriesAtOnce}))
    returning id
  `.execute(database);
  return rows.map(({ id }) => id);
}

/** Whether the repository must still be purged. */
const isPurged = sql`(untracked_at is not null or inaccessible_since is not null and not is_accessible(id))`;

/** Deletes the repositories and appends to the change log; the row of an untracked one remains as a marker. */
async function endPurge(database: Kysely<Database>, ids: readonly number[]): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    await sql`select changes_fence()`.execute(transaction);
    const { rows } = await sql<{ id: number }>`
      with purged as (
        delete from repositories
         where id = any (${[...ids]}) and untracked_at is null and inaccessible_since is not null and not is_accessible(id)
        returning id, owner_id
      ), emptied as (
        update repositories set purged_at = now() where id = any (${[...ids]}) and untracked_at is not null returning id
      ), projects as (
        delete from projects where repository_id in (select id from purged union all select id from emptied)
      ), names as (
        delete from repository_names where repository_id in (select id from purged)
      ), cursors as (
        delete from sync_cursors where scope in (select 'addresses:' || id from purged)
      ), lists as (
        delete from repository_lists where repository_id in (select id from purged union all select id from emptied)
      ), gaps as (
        delete from history_gaps where repository_id in (select id from purged union all select id from emptied)
      ), links as (
        delete from installation_repositories where repository_id in (select id from purged)
      ), accounts as (
        insert into purged_accounts select distinct owner_id from purged where owner_id is not null
        on conflict do nothing
      ), remembered as (
        insert into purged_repositories select id from purged union all select id from emptied
        on conflict (id) do update set purged_at = excluded.purged_at
      ), changed as (
        insert into changes (resource, key, kind, repository_id, fields, source)
        select 'repositories', id, 'deleted', id, '{}', 'sync' from purged
      )
      select id from purged union all select id from emptied
    `.execute(transaction);
    return rows.length;
  });
}

/** Deletes installations, and what belongs to organisations that have none left. */
async function purgeInstallations(
  database: Kysely<Database>,
  resources: readonly Resource[],
  retentionDays: number,
): Promise<void> {
  const ofOrganizations = resources.filter(({ inOrganization }) => inOrganization === true);
  const objects = ofOrganizations.map(
    ({ table }) => sql`, ${sql.ref(`of_${table}`)} as (
      delete from ${sql.table(table)}
       where organization_id in (select account_id from purged)
         and not exists (select from installations as i
                          where i.account_id = organization_id and i.deleted_at is null)
    )`,
  );
  await sql`
    with purged as (
      delete from installations
       where deleted_at < now() - make_interval(days => ${retentionDays})
         and not exists (
             select from installation_repositories as l join repositories as r on r.id = l.repository_id
              where l.installation_id = installations.id and r.inaccessible_since is not null)
      returning id, account_id
    ), links as (
      delete from installation_repositories where installation_id in (select id from purged)
    )${objects.length === 0 ? sql`` : sql.join(objects, sql``)}
    insert into purged_accounts select distinct account_id from purged where account_id is not null
    on conflict do nothing
  `.execute(database);
}
