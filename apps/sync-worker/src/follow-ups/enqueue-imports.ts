import { importQueue, type PayloadOf } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import type { ReadDelivery } from '../deliveries/read-deliveries.ts';

type Plan = Extract<PayloadOf<typeof importQueue>, { kind: 'plan' }>;

/** Events that make repositories accessible without a delivery for each. */
const triggers: ReadonlySet<string> = new Set([
  'installation created',
  'installation unsuspend',
  'installation_repositories added',
  'repository created',
]);

/** Enqueues imports of newly accessible repositories that were never imported. */
export async function enqueueImports(
  { queues, github, config }: Pick<SyncWorkerContext, 'queues' | 'github' | 'config'>,
  applied: readonly Pick<ReadDelivery, 'delivery' | 'interpretation' | 'discoveredBy'>[],
): Promise<void> {
  if (!config.sync.isAutomatic) return;
  const plans = new Map<string, Plan>();
  for (const { delivery, interpretation, discoveredBy } of applied) {
    const { event } = delivery;
    const isUnknown = discoveredBy !== null;
    const { action, installationId, repositoryId } = interpretation;
    const isTrigger = isUnknown || triggers.has(`${event} ${action}`);
    if (!isTrigger || !github.canRequest(installationId)) continue;
    const isOfOne = (isUnknown || event === 'repository') && repositoryId !== null;
    const repositoryIds = isOfOne ? [repositoryId] : null;
    if (repositoryIds === null && installationId === null) continue;
    plans.set(`${installationId}:${repositoryIds}`, {
      kind: 'plan',
      installationId,
      repositoryIds,
      ...(isUnknown && { discoveredBy }),
      type: 'auto_import',
      priority: 'low',
    });
  }
  await Promise.all([...plans.values()].map((plan) => queues.enqueue(importQueue, plan)));
}
