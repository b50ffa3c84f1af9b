import type { Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Stores the effect of a request with an `Idempotency-Key`, in the transaction that has this effect.
 *
 * @returns false if another request has taken over the claim: the caller must roll back the transaction.
 */
export async function keepIdempotentEffect(
  transaction: Transaction<Database>,
  { apiKeyId, key, claim }: { apiKeyId: number; key: string; claim: string },
  effect: readonly number[],
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('idempotency_keys')
    .set({ effect: JSON.stringify(effect) })
    .where('api_key_id', '=', apiKeyId)
    .where('key', '=', key)
    .where('claim', '=', claim)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
