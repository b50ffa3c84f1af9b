import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The result of a probe of repositories; all ids. */
export interface Probed {
  repositoryIds: readonly number[];
  /** Repositories that differ from GitHub. */
  drifted: readonly number[];
  /** Repositories that GitHub does not return. */
  inaccessible: readonly number[];
  /** Repositories without a result: GitHub blocks access, or could not answer. */
  unknown: readonly number[];
  /** Repositories whose stored name is current. */
  named: readonly number[];
  probedAt: Date;
}

/**
 * Records a comparison of repositories with GitHub. Those without differences count as synced. For repositories
 * without an installation, access by the tokens decides whether they are inaccessible.
 */
export async function recordProbed(
  database: Kysely<Database>,
  { repositoryIds, drifted, inaccessible, unknown, named, probedAt }: Probed,
): Promise<void> {
  const isIn = (ids: readonly number[]) => sql`id = any (${[...ids]}::bigint[])`;
  await sql`
    update repositories
       set probed_at = ${probedAt},
           last_synced_at = case when drifted or inaccessible or unknown then last_synced_at else ${probedAt} end,
           last_sync_error = case when drifted or inaccessible then last_sync_error else list_errors(id) end,
           inaccessible_since = case when unknown or is_accessible(id) then inaccessible_since
                               when inaccessible then coalesce(inaccessible_since, ${probedAt}) end,
           confirmed_name = case when named then full_name else confirmed_name end,
           confirmed_at = case when named then ${probedAt} else confirmed_at end
      from (select id as probed_id, ${isIn(drifted)} as drifted, ${isIn(inaccessible)} as inaccessible,
                   ${isIn(unknown)} as unknown, ${isIn(named)} as named
              from unnest(${[...repositoryIds]}::bigint[]) as id) as probed
     where id = probed_id and untracked_at is null
  `.execute(database);
}
