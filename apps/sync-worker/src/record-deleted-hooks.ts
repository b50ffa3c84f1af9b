import { type Database, recordHookDeleted } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import type { ReadDelivery } from './deliveries/read-deliveries.ts';

/** Records of each hook that GitHub says is deleted that it is; only a delivery of that hook itself says so. */
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
