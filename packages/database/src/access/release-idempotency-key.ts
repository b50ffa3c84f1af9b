import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Ends the claim of a request that failed: the client may send it again. A key with a committed effect is kept with
 * it, so that the same request continues from there and has no second effect.
 *
 * @param options `mayHaveEffect`: keeps the key also without a committed effect, because GitHub may have been changed.
 */
export async function releaseIdempotencyKey(
  database: Kysely<Database>,
  { apiKeyId, key, claim }: { apiKeyId: number; key: string; claim: string },
  { mayHaveEffect }: { mayHaveEffect: boolean },
): Promise<void> {
  const isKept = sql`(effect is not null or ${mayHaveEffect}::boolean)`;
  const isClaimed = sql`api_key_id = ${apiKeyId} and key = ${key} and claim = ${claim}`;
  await sql`
    with deleted as (delete from idempotency_keys where ${isClaimed} and not ${isKept})
    update idempotency_keys set claimed_until = now() where ${isClaimed} and ${isKept}
  `.execute(database);
}
