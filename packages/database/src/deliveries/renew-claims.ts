import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { type Claim, hasStatus } from './claim.ts';

/** Says of claimed deliveries that their worker is alive and at them, so that no other takes them over. */
export async function renewClaims(database: Kysely<Database>, claims: readonly Claim[]): Promise<void> {
  await sql`
    update webhook_deliveries set claimed_at = clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(claims)}) as c (guid uuid, batch uuid, attempts integer)
     where webhook_deliveries.guid = c.guid and webhook_deliveries.batch = c.batch and webhook_deliveries.attempts = c.attempts and ${hasStatus('processing')}
  `.execute(database);
}
