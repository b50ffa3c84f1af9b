import { type Kysely, sql } from 'kysely';
import type { Observation, Resource } from '../observations/observation.ts';
import type { Database } from '../schema.ts';

/** The greatest time in a column of a repository's objects, as GitHub writes it; null where there is none. */
export async function newestOf(
  database: Kysely<Database>,
  { table }: Resource,
  repositoryId: number,
  column: string,
): Promise<string | null> {
  const time = sql.ref<Date>(column);
  const { rows } = await sql<{ newest: Date }>`
    select ${time} as newest from ${sql.table(table)}
     where repository_id = ${repositoryId} and deleted_at is null and ${time} is not null
     order by ${time} desc limit 1
  `.execute(database);
  return rows[0]?.newest.toISOString() ?? null;
}

/** Whether an object is stored, and wholly. */
export async function isStored(
  database: Kysely<Database>,
  { resource, key }: Pick<Observation, 'resource' | 'key'>,
): Promise<boolean> {
  const matches = resource.key.map((column) => sql`${sql.ref(column)} = ${key[column]}`);
  const { rows } = await sql`
    select 1 from ${sql.table(resource.table)} where ${sql.join(matches, sql` and `)} and whole_clock is not null
  `.execute(database);
  return rows.length > 0;
}
