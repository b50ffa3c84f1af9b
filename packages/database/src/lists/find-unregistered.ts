import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import {
  type ObjectRow,
  objectColumns,
  objectOf,
  type UncertainObject,
} from '../observations/find-uncertain.ts';
import type { Database } from '../schema.ts';

/** An object of a repository that no list contained yet. */
export interface UnregisteredObject extends UncertainObject {
  /** The owner of its repository; null if that is not known, or is no organisation. */
  organizationId: number | null;
  /** Whether the list of that organisation contains it, or contained it once. */
  isOfOrganization: boolean;
  /** When it was last observed, by the later of GitHub's clock and ours. */
  observedAt: Date;
  /** Whether it is in use, as far as known. */
  isActive: boolean;
  /** When the list of its repository was last read completely, by GitHub's clock; null: never. */
  readUntil: Date | null;
  /** Whether GitHub does not return the list of its repository. */
  isWithheld: boolean;
  /** Whether the list of its repository contains other objects. */
  hasListed: boolean;
}

type Row = ObjectRow & Omit<UnregisteredObject, keyof UncertainObject>;

/**
 * Finds the objects of repositories that no list contained.
 *
 * @param options `registered`: the column that is null for these; `same`: the columns in which an object equals that of an
 *   organisation if it is the same; `active`: the column that is true for one that is in use.
 */
export async function findUnregistered(
  database: Kysely<Database>,
  resource: Resource,
  { registered, same, active }: { registered: string; same: readonly string[]; active: string },
): Promise<UnregisteredObject[]> {
  const table = sql.table(resource.table);
  const isEqual = same.map((column) => sql`${sql.ref(`o.${column}`)} = ${sql.ref(`t.${column}`)}`);
  const { rows } = await sql<Row>`
    select t.*, a.id as "organizationId", t.is_active as "isActive", t.observed_at as "observedAt", l.read_until as "readUntil",
           coalesce(l.state not in ('failed', 'incomplete'), false) as "isWithheld",
           exists (select from ${table} as o
                    where o.organization_id = a.id and ${sql.join(isEqual, sql` and `)}) as "isOfOrganization",
           exists (select from ${table} as o
                    where o.repository_id = t.repository_id and o.deleted_at is null
                      and ${sql.ref(`o.${registered}`)} is not null) as "hasListed"
      from (select ${objectColumns(resource)}, ${sql.join(same.map((column) => sql.ref(column)))},
                   coalesce(${sql.ref(active)}, false) as is_active,
                   greatest(synced_at, present_clock::timestamptz) as observed_at
              from ${table}
             where repository_id is not null and deleted_at is null and ${sql.ref(registered)} is null) as t
      left join repositories as r on r.id = t.repository_id
      left join accounts as a on a.id = r.owner_id and a.type = 'Organization'
      left join repository_lists as l on l.repository_id = t.repository_id and l.resource = ${resource.name}
  `.execute(database);
  return rows.map((row) => ({
    ...objectOf(row),
    organizationId: row.organizationId,
    isOfOrganization: row.isOfOrganization,
    observedAt: row.observedAt,
    isActive: row.isActive,
    readUntil: row.readUntil,
    isWithheld: row.isWithheld,
    hasListed: row.hasListed,
  }));
}
