import { syncQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';

/**
 * Has every installation probed that can be asked as, and what the configured tokens see.
 *
 * @param options `force`: also what is not due.
 */
export async function probeAll(
  { database, queues, github }: SyncWorkerContext,
  { force }: { force: boolean },
): Promise<void> {
  const installations = github.hasApp
    ? await database
        .selectFrom('installations')
        .select('id')
        .where('deleted_at', 'is', null)
        .where('suspended_at', 'is', null)
        .execute()
    : [];
  const asked = [...installations.map(({ id }) => id), ...(github.canAsk(null) ? [null] : [])];
  await queues.enqueueAll(
    syncQueue,
    asked.map((installationId) => ({ kind: 'probe', installationId, force })),
  );
}
