import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** What a look at GitHub told of repositories; all ids. */
export interface Probed {
  repositoryIds: readonly number[];
  /** Those that are not as GitHub has them. */
  drifted: readonly number[];
  /** Those that GitHub does not show. */
  unseen: readonly number[];
  /** Those of which nothing was learnt: GitHub blocks access to them, or could not answer. */
  unknown: readonly number[];
  /** Those that have the name by which they are stored. */
  named: readonly number[];
  probedAt: Date;
}

/**
 * Notes that repositories were compared with GitHub. Those that are as it has them count as synced; of those that no
 * installation sees, it is what the tokens see that tells which nobody sees any more.
 */
export async function noteProbed(
  database: Kysely<Database>,
  { repositoryIds, drifted, unseen, unknown, named, probedAt }: Probed,
): Promise<void> {
  const isIn = (ids: readonly number[]) => sql`id = any (${[...ids]}::bigint[])`;
  await sql`
    update repositories
       set probed_at = ${probedAt},
           last_synced_at = case when drifted or unseen or unknown then last_synced_at else ${probedAt} end,
           last_sync_error = case when drifted or unseen then last_sync_error else list_errors(id) end,
           unseen_since = case when unknown or is_linked(id) then unseen_since
                               when unseen then coalesce(unseen_since, ${probedAt}) end,
           confirmed_name = case when named then full_name else confirmed_name end,
           confirmed_at = case when named then ${probedAt} else confirmed_at end
      from (select id as probed_id, ${isIn(drifted)} as drifted, ${isIn(unseen)} as unseen,
                   ${isIn(unknown)} as unknown, ${isIn(named)} as named
              from unnest(${[...repositoryIds]}::bigint[]) as id) as probed
     where id = probed_id and untracked_at is null
  `.execute(database);
}
