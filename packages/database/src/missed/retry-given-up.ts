import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Resets the deliveries that were given up, after their cause was fixed. */
export async function retryGivenUp(database: Kysely<Database>, source: string): Promise<void> {
  await sql`
    update missed_deliveries set attempts = 0, redelivered_at = null, given_up_at = null
     where source = ${source} and given_up_at is not null
  `.execute(database);
}
