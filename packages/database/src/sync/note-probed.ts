import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Notes that repositories were compared with GitHub; those that are as it has them count as synced. */
export async function noteProbed(
  database: Kysely<Database>,
  {
    repositoryIds,
    drifted,
    probedAt,
  }: { repositoryIds: readonly number[]; drifted: readonly number[]; probedAt: Date },
): Promise<void> {
  await sql`
    update repositories
       set probed_at = ${probedAt},
           last_synced_at = case when id = any(${[...drifted]}::bigint[]) then last_synced_at else ${probedAt} end,
           last_sync_error = case when id = any(${[...drifted]}::bigint[]) then last_sync_error end
     where id = any(${[...repositoryIds]}::bigint[])
  `.execute(database);
}
