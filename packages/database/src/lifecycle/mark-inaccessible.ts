import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Whether only deliveries have reported it since it was purged, as one that was replayed does: it must be purged again. */
const isRecreated = sql`(fetched_at is null and id in (select id from purged_repositories))`;

/**
 * Records which repositories no installation can access any more, and which have become accessible again. A suspended
 * installation counts as access. Lost access is not a deletion: the rows remain until retention purges them.
 *
 * @param options `byTokens`: whether tokens are configured, which may access what no installation can; then the probe
 * decides (`recordProbed`).
 * @returns the numbers of repositories that became inaccessible and accessible.
 */
export async function markInaccessible(
  database: Kysely<Database>,
  { byTokens }: { byTokens: boolean },
): Promise<{ lost: number; found: number }> {
  const found = await sql`
    update repositories set inaccessible_since = null where inaccessible_since is not null and is_accessible(id)
  `.execute(database);
  const isUnlinked = sql`
    id in (select repository_id from installation_repositories where deleted_at is not null
            union all
           select l.repository_id from installations as i
             join installation_repositories as l on l.installation_id = i.id
            where i.deleted_at is not null)`;
  const lost = await sql`
    update repositories
       set inaccessible_since = now()
     where inaccessible_since is null and not is_accessible(id)
       and (${isRecreated} ${byTokens ? sql`` : sql`or ${isUnlinked}`})
  `.execute(database);
  return { lost: Number(lost.numAffectedRows), found: Number(found.numAffectedRows) };
}
