import type { JsonObject, Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** @returns the stored objects of an organisation. The table has the column `organization_id`. */
export async function findOfOrganization(
  database: Kysely<Database>,
  { table, key }: Pick<Resource, 'table' | 'key'>,
  organizationId: number,
): Promise<{ key: Record<string, string | number>; raw: JsonObject }[]> {
  const columns = key.flatMap((column) => [sql.lit(column), sql.ref(column)]);
  const { rows } = await sql<{ key: Record<string, string | number>; raw: JsonObject }>`
    select jsonb_build_object(${sql.join(columns)}) as key, raw
      from ${sql.table(table)} where organization_id = ${organizationId} and deleted_at is null
  `.execute(database);
  return rows;
}
