import { syncQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';

/** Has every installation probed that can be asked as, and what the configured tokens see. */
export async function probeAll({ database, queues, github }: SyncWorkerContext): Promise<void> {
  const installations = github.hasApp
    ? await database
        .selectFrom('installations')
        .select('id')
        .where('deleted_at', 'is', null)
        .where('suspended_at', 'is', null)
        .execute()
    : [];
  const asked = [...installations.map(({ id }) => id), ...(github.canAsk(null) ? [null] : [])];
  await Promise.all(
    asked.map((installationId) => queues.enqueue(syncQueue, { kind: 'probe', installationId })),
  );
}
