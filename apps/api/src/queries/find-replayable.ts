import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';
import { type DeliveryFilters, deliveryConditions } from './webhook-events.ts';

/** The GUIDs of the deliveries that match, the oldest first. */
export async function findReplayable(
  database: Kysely<Database>,
  access: Access,
  { limit, ...filters }: DeliveryFilters & { limit: number },
): Promise<string[]> {
  const conditions = [...deliveryConditions(filters), visible(access, sql`t.repository_id`)];
  const { rows } = await sql<{ guid: string }>`
    select t.guid
      from webhook_deliveries as t
     where ${sql.join(conditions, sql` and `)}
     order by t.received_at, t.guid
     limit ${limit}
  `.execute(database);
  return rows.map(({ guid }) => guid);
}
