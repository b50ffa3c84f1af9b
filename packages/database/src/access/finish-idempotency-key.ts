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

/** Releases the key of a request that had no known effect: the client may send it again. */
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
