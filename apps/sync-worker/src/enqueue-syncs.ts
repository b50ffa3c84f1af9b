import { type PayloadOf, syncQueue } from '@hubtwin/queue';
import type { Interpretation } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';

type Wanted = (installationId: number) => PayloadOf<typeof syncQueue>;

const probe: Wanted = (installationId) => ({ kind: 'probe', installationId, force: true });

/** Events after which something that the twin has may be old, or something more may be read. */
const triggers: Readonly<Record<string, Wanted>> = {
  'installation unsuspend': probe,
  'installation_repositories added': probe,
  'installation new_permissions_accepted': (installationId) => ({ kind: 'again', installationId }),
};

/** Has synced what deliveries say the twin could not follow for a while. */
export async function enqueueSyncs(
  { queues, github }: Pick<SyncWorkerContext, 'queues' | 'github'>,
  applied: readonly { event: string; interpretation: Interpretation }[],
): Promise<void> {
  const wanted = applied.flatMap(({ event, interpretation: { action, installationId } }) => {
    const payload = triggers[`${event} ${action}`];
    return payload === undefined || installationId === null || !github.canAsk(installationId)
      ? []
      : [payload(installationId)];
  });
  await queues.enqueueAll(syncQueue, wanted);
}
