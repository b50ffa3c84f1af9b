import type { Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Keeps what a request with an `Idempotency-Key` does, in the transaction that does it.
 *
 * @returns false where somebody else has taken the claim over: the transaction has to be rolled back.
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
