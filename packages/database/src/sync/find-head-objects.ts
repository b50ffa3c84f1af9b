import type { ProbedRow } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds the stored objects of commits, with the columns to compare, by `repository id/hash`. */
export async function findHeadObjects(
  database: Kysely<Database>,
  { table, column, columns }: { table: string; column: string; columns: readonly string[] },
  heads: readonly { repositoryId: number; sha: string }[],
): Promise<Map<string, ProbedRow[]>> {
  if (heads.length === 0) return new Map();
  const values = columns.map((name) => sql`${sql.lit(name)}, t.${sql.ref(name)}`);
  const { rows } = await sql<{ name: string; objects: ProbedRow[] }>`
    select h.repository_id || '/' || h.sha as name, jsonb_agg(jsonb_build_object(${sql.join(values)})) as objects
      from (select distinct * from unnest(${heads.map(({ repositoryId }) => repositoryId)}::bigint[],
                                          ${heads.map(({ sha }) => sha)}::text[]) as h (repository_id, sha)) as h
      join ${sql.table(table)} as t
        on t.repository_id = h.repository_id and t.${sql.ref(column)} = h.sha and t.deleted_at is null
     group by 1
  `.execute(database);
  return new Map(rows.map(({ name, objects }) => [name, objects]));
}
