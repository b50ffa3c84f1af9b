import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';
import type { DeliveryStatus } from '../tables/inbox-tables.ts';
import { currentStatus } from './delivery-filters.ts';

export interface DeliveryCount {
  event: string;
  status: DeliveryStatus;
  count: number;
}

/** Counts the deliveries received since a time, by event and status. */
export async function countDeliveries(
  database: Kysely<Database>,
  within: Visibility,
  since: Date,
): Promise<DeliveryCount[]> {
  const { rows } = await sql<DeliveryCount>`
    select t.event, ${currentStatus} as status, count(*) as count
      from webhook_deliveries as t left join webhook_attempts as a using (guid)
     where t.received_at >= ${since} and ${visible(within, sql`t.repository_id`)}
     group by 1, 2
     order by 1, 2
  `.execute(database);
  return rows;
}
