import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import {
  type ObjectRow,
  objectColumns,
  objectOf,
  type UncertainObject,
} from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/** Approximate maximum of pages that one sample reads from a table. */
const pages = 20;
const bytesInPage = 8_192;

/** A stored object with the clock of its last observation. */
export interface SampledObject extends UncertainObject {
  version: string;
}

/**
 * Selects random objects of a resource that are not deleted and not uncertain, from a few pages of the table,
 * regardless of its size. May return fewer than requested.
 */
export async function sampleObjects(
  database: Kysely<Database>,
  resource: Resource,
  limit: number,
): Promise<SampledObject[]> {
  const size = await sql<{
    bytes: number;
  }>`select pg_relation_size(${resource.table}::regclass) as bytes`.execute(database);
  const all = (size.rows[0]?.bytes ?? 0) / bytesInPage;
  const percent = all <= pages ? 100 : (100 * pages) / all;
  const { rows } = await sql<ObjectRow & { version: string }>`
    select ${objectColumns(resource)}, version
      from ${sql.table(resource.table)} tablesample system (${percent}::real)
     where deleted_at is null and refetch_reasons is null
     order by random()
     limit ${limit}
  `.execute(database);
  return rows.map((row) => ({ ...objectOf(row), version: row.version }));
}
