import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

interface Claimed {
  apiKeyId: number;
  key: string;
  claim: string;
}

/** Stores the answer for later requests with the key, unless another request has taken over the claim. */
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
