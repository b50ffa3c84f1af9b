import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

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
  if (byTokens) return { lost: 0, found: Number(found.numAffectedRows) };
  const lost = await sql`
    update repositories as r
       set inaccessible_since = now()
     where inaccessible_since is null and not is_accessible(id)
       and id in (select repository_id from installation_repositories where deleted_at is not null
                   union all
                  select l.repository_id from installations as i
                    join installation_repositories as l on l.installation_id = i.id
                   where i.deleted_at is not null)
  `.execute(database);
  return { lost: Number(lost.numAffectedRows), found: Number(found.numAffectedRows) };
}
