import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';
import { type DeliveryFilters, deliveryConditions } from './delivery-filters.ts';

/** Finds the GUIDs of the matching deliveries, oldest first. */
export async function findReplayable(
  database: Kysely<Database>,
  within: Visibility,
  { limit, ...filters }: DeliveryFilters & { limit: number },
): Promise<string[]> {
  const conditions = [...deliveryConditions(filters), visible(within, sql`t.repository_id`)];
  const { rows } = await sql<{ guid: string }>`
    select t.guid
      from webhook_deliveries as t
     where ${sql.join(conditions, sql` and `)}
     order by t.received_at, t.guid
     limit ${limit}
  `.execute(database);
  return rows.map(({ guid }) => guid);
}
