import { type Database, recordHookDeleted } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import type { ReadDelivery } from '../deliveries/read-deliveries.ts';

/** Marks hooks as deleted that GitHub reports as deleted; only a delivery of the hook itself counts. */
export async function recordDeletedHooks(
  database: Kysely<Database>,
  applied: readonly Pick<ReadDelivery, 'delivery' | 'deletedHookId'>[],
): Promise<void> {
  for (const { delivery, deletedHookId } of applied) {
    const { webhookConfigId } = delivery;
    if (deletedHookId === null || webhookConfigId === null) continue;
    await recordHookDeleted(database, { configId: webhookConfigId, hookId: deletedHookId });
  }
}
