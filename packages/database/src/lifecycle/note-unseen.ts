import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Notes which repositories no installation sees any more, and which one sees again. What an installation that is
 * suspended sees counts as seen. Losing access is not deletion: their rows stay, until retention purges them.
 *
 * @param options `byTokens`: whether tokens are configured, which may see what no installation does; then the
 *   probe tells (`noteProbed`).
 * @returns how many were lost and found.
 */
export async function noteUnseen(
  database: Kysely<Database>,
  { byTokens }: { byTokens: boolean },
): Promise<{ lost: number; found: number }> {
  const found = await sql`
    update repositories set unseen_since = null where unseen_since is not null and is_linked(id)
  `.execute(database);
  if (byTokens) return { lost: 0, found: Number(found.numAffectedRows) };
  const lost = await sql`
    update repositories as r
       set unseen_since = now()
     where unseen_since is null and not is_linked(id)
       and id in (select repository_id from installation_repositories where deleted_at is not null
                   union all
                  select l.repository_id from installations as i
                    join installation_repositories as l on l.installation_id = i.id
                   where i.deleted_at is not null)
  `.execute(database);
  return { lost: Number(lost.numAffectedRows), found: Number(found.numAffectedRows) };
}
