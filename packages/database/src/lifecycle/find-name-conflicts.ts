import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Finds repositories with a name conflict: a newer repository has the name now, so their rename, transfer or deletion
 * was missed.
 */
export async function findNameConflicts(database: Kysely<Database>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id
      from (select id, lead(id) over (partition by lower(full_name) order by id) as newer
              from repositories
             where deleted_at is null and full_name is not null) as named
     where newer is not null
     limit ${limit}
  `.execute(database);
  return rows.map(({ id }) => id);
}
