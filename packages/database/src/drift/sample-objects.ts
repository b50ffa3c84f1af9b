import { type Kysely, sql } from 'kysely';
import type { DoubtfulObject } from '../observations/find-doubtful.ts';
import type { JsonObject, Resource } from '../observations/observation.ts';
import type { Key } from '../observations/rows.ts';
import type { Database } from '../schema.ts';

/** How many of a table's pages a sample reads at most, about. */
const pages = 20;
const bytesInPage = 8_192;

/** An object as it is stored, and the clock of what was last seen of it. */
export interface SampledObject extends DoubtfulObject {
  version: string;
}

/**
 * Some objects of a resource that are not deleted and not in doubt, by chance: of a few of the table's pages,
 * whatever its size. There may be fewer than wanted.
 */
export async function sampleObjects(
  database: Kysely<Database>,
  { table, key, inRepository }: Resource,
  limit: number,
): Promise<SampledObject[]> {
  const size = await sql<{ bytes: number }>`select pg_relation_size(${table}::regclass) as bytes`.execute(
    database,
  );
  const all = (size.rows[0]?.bytes ?? 0) / bytesInPage;
  const percent = all <= pages ? 100 : (100 * pages) / all;
  const { rows } = await sql<{
    key: Key;
    raw: JsonObject;
    version: string;
    repository_id: number | null;
  }>`
    select jsonb_build_object(${sql.join(key.flatMap((name) => [sql.lit(name), sql.ref(name)]))}) as key,
           raw, version, ${inRepository ? sql`repository_id` : sql`null::bigint as repository_id`}
      from ${sql.table(table)} tablesample system (${percent}::real)
     where deleted_at is null and doubts is null
     order by random()
     limit ${limit}
  `.execute(database);
  return rows.map(({ key, raw, version, repository_id }) => ({
    key,
    raw,
    version,
    repositoryId: repository_id,
  }));
}
