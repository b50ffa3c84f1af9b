import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Claim } from './claim.ts';

/** Renews claims while their worker processes the deliveries, so that no other worker takes them over. */
export async function renewClaims(database: Kysely<Database>, claims: readonly Claim[]): Promise<void> {
  await sql`
    update webhook_attempts as a set claimed_at = clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(claims)}) as c (guid uuid, batch uuid, attempts integer)
     where a.guid = c.guid and a.batch = c.batch and a.attempts = c.attempts
  `.execute(database);
}
