import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** What a look at GitHub told of repositories; all ids. */
export interface Probed {
  repositoryIds: readonly number[];
  /** Those that are not as GitHub has them. */
  drifted: readonly number[];
  /** Those that GitHub does not show. */
  unseen: readonly number[];
  probedAt: Date;
}

/**
 * Notes that repositories were compared with GitHub. Those that are as it has them count as synced; of those that no
 * installation sees, it is what the tokens see that tells which nobody sees any more.
 */
export async function noteProbed(
  database: Kysely<Database>,
  { repositoryIds, drifted, unseen, probedAt }: Probed,
): Promise<void> {
  await sql`
    update repositories
       set probed_at = ${probedAt},
           last_synced_at = case when drifted or unseen then last_synced_at else ${probedAt} end,
           last_sync_error = case when drifted or unseen then last_sync_error end,
           unseen_since = case when is_linked(id) then unseen_since
                               when unseen then coalesce(unseen_since, ${probedAt}) end
      from (select id as probed_id, id = any (${[...drifted]}::bigint[]) as drifted,
                   id = any (${[...unseen]}::bigint[]) as unseen
              from unnest(${[...repositoryIds]}::bigint[]) as id) as probed
     where id = probed_id and untracked_at is null
  `.execute(database);
}
