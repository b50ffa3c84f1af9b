import { type Kysely, sql } from 'kysely';
import type { Observation, Resource } from '../observations/observation.ts';
import type { Database } from '../schema.ts';

/** A resource, and the column of times by which it is known how far the twin is; null where none tells. */
export interface ListToKnow {
  resource: Resource;
  newestBy: string | null;
}

/** What the twin knows of a repository's objects of a resource. */
export interface KnownOfList {
  /** The greatest time, as GitHub writes it; null where there is none. */
  newest: string | null;
  /** Whether some object is in doubt. */
  isDoubtful: boolean;
}

/** What the twin knows of each of some lists of a repository, by the resource's name. */
export async function knownOfLists(
  database: Kysely<Database>,
  lists: readonly ListToKnow[],
  repositoryId: number,
): Promise<Map<string, KnownOfList>> {
  if (lists.length === 0) return new Map();
  const each = lists.map(
    ({ resource: { name, table }, newestBy }) => sql`
      select ${sql.lit(name)} as name, ${newestBy === null ? sql`null::timestamptz` : newestOf(table, newestBy)} as newest,
             exists (select from ${sql.table(table)} where repository_id = ${repositoryId} and doubts is not null) as doubtful`,
  );
  function newestOf(table: string, column: string) {
    return sql`(select ${sql.ref(column)} from ${sql.table(table)}
                 where repository_id = ${repositoryId} and deleted_at is null and ${sql.ref(column)} is not null
                 order by ${sql.ref(column)} desc limit 1)`;
  }
  const { rows } = await sql<{ name: string; newest: Date | null; doubtful: boolean }>`
    ${sql.join(each, sql` union all `)}
  `.execute(database);
  return new Map(
    rows.map(({ name, newest, doubtful }) => [
      name,
      { newest: newest?.toISOString() ?? null, isDoubtful: doubtful },
    ]),
  );
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
