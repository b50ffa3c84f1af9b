import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const latest = sql`now() + interval '1 minute'`;

/**
 * Whether deliveries of a hook arrive: one has arrived since the last failed redelivery, or there was none. Times in
 * the future were written while the clock was ahead, and are ignored.
 */
export async function doDeliveriesArrive(database: Kysely<Database>, source: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select coalesce(
             max(redelivered_at) < (select max(received_at) from webhook_deliveries where received_at <= ${latest}),
             max(redelivered_at) is null
           ) as open
      from missed_deliveries
     where source = ${source} and given_up_at is null and (redelivered_at is null or redelivered_at <= ${latest})
  `.execute(database);
  return rows[0]?.open === true;
}
