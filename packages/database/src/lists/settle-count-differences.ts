import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { ListToTrack } from '../sync/tracked-repositories.ts';

/**
 * Records which differences in length remain after lists were read completely: those that the read resolved may occur again,
 * and only the others come from GitHub's way of counting.
 */
export async function settleCountDifferences(
  database: Kysely<Database>,
  repositoryId: number,
  lists: readonly Pick<ListToTrack, 'resource' | 'table'>[],
): Promise<void> {
  if (lists.length === 0) return;
  const counts = lists.map(
    ({ resource, table }): RawBuilder<unknown> => sql`
      when ${sql.lit(resource)}
      then (select count(*) from ${sql.table(table)} as t where t.repository_id = l.repository_id and t.deleted_at is null)`,
  );
  await sql`
    update repository_lists as l set count_difference = l.github_count - case l.resource ${sql.join(counts, sql` `)} end
     where l.repository_id = ${repositoryId} and l.resource = any(${lists.map(({ resource }) => resource)}::text[])
       and l.count_difference <> 0 and l.is_difference_checked
  `.execute(database);
}
