import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Says of claimed deliveries that their worker is alive and at them, so that no other takes them over. */
export async function renewClaims(database: Kysely<Database>, guids: readonly string[]): Promise<void> {
  await sql`
    update webhook_deliveries set claimed_at = clock_timestamp()
     where guid = any(${guids}::uuid[]) and status = 'processing'
  `.execute(database);
}
