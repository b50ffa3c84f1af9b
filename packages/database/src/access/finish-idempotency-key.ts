import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

interface Claimed {
  apiKeyId: number;
  key: string;
  claim: string;
}

/** Keeps the answer that later requests of the key get, unless somebody else has taken the claim over. */
export async function finishIdempotencyKey(
  database: Kysely<Database>,
  { apiKeyId, key, claim }: Claimed,
  answer: string,
): Promise<void> {
  await database
    .updateTable('idempotency_keys')
    .set({ answer })
    .where('api_key_id', '=', apiKeyId)
    .where('key', '=', key)
    .where('claim', '=', claim)
    .execute();
}

/** Gives a key back whose request had no effect that is known of: it may be sent again. */
export async function releaseIdempotencyKey(
  database: Kysely<Database>,
  { apiKeyId, key, claim }: Claimed,
): Promise<void> {
  await database
    .deleteFrom('idempotency_keys')
    .where('api_key_id', '=', apiKeyId)
    .where('key', '=', key)
    .where('claim', '=', claim)
    .execute();
}
