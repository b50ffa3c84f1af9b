import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { objectColumns, readObjects, type UncertainObject } from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/**
 * The stored objects of an organisation.
 *
 * @param options `parent`: only those with this value in a column; default: all.
 */
export async function findOfOrganization(
  database: Kysely<Database>,
  resource: Resource,
  organizationId: number,
  { parent }: { parent?: { column: string; id: number } } = {},
): Promise<UncertainObject[]> {
  const ofParent = parent === undefined ? sql`` : sql`and ${sql.ref(parent.column)} = ${parent.id}`;
  const statement = sql`
    select ${objectColumns(resource)} from ${sql.table(resource.table)}
     where organization_id = ${organizationId} ${ofParent} and deleted_at is null`;
  return await readObjects(database, statement);
}
