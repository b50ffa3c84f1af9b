import { probeQueue } from '@hubtwin/queue';
import { hasCredential, renameOwned } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import type { ReadDelivery } from '../deliveries/read-deliveries.ts';

/** Replicas of GitHub may still show the old login. */
const confirmAfterMs = 12_000;

/**
 * Renames the repositories of accounts that deliveries report as renamed: at once if the deployment's own secret signed
 * it, otherwise once GitHub has confirmed it. An immediate rename is compared with GitHub a moment later.
 */
export async function followRenamedAccounts(
  { database, queues, github }: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  applied: readonly Pick<ReadDelivery, 'delivery' | 'renamed'>[],
): Promise<void> {
  for (const { delivery, renamed } of applied) {
    if (renamed === null) continue;
    const isTrusted = delivery.webhookConfigId === null;
    if (isTrusted) await renameOwned(database, renamed, delivery.receivedAt);
    if (!(await hasCredential({ database, github }))) continue;
    const delayMs = isTrusted ? confirmAfterMs : 0;
    await queues.enqueue(probeQueue, { kind: 'account', accountId: renamed.id }, { delayMs });
  }
}
