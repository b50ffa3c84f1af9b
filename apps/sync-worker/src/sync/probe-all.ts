import { trackedRepositories } from '@hubtwin/database';
import { probeQueue } from '@hubtwin/queue';
import { startSyncJob } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const atOnce = 500;

/**
 * Enqueues probes of every accessible installation and of the repositories of the configured tokens; and, individually, of the
 * repositories that have their own token.
 *
 * @param options `force`: also repositories that are not due.
 */
export async function probeAll(context: SyncWorkerContext, { force }: { force: boolean }): Promise<void> {
  const { database, queues, github, config } = context;
  const installations = github.hasApp
    ? await database
        .selectFrom('installations')
        .select('id')
        .where('deleted_at', 'is', null)
        .where('suspended_at', 'is', null)
        .execute()
    : [];
  const credentials = [...installations.map(({ id }) => id), ...(github.canRequest(null) ? [null] : [])];
  await queues.enqueueAll(
    probeQueue,
    credentials.map((installationId) => ({ kind: 'probe', installationId, force })),
  );
  if (config.sync.owners.length > 0 && github.canRequest(null))
    await queues.enqueue(probeQueue, { kind: 'owners' });
  await probeOwn(context, force);
}

async function probeOwn(context: SyncWorkerContext, force: boolean): Promise<void> {
  const { database, config } = context;
  const which = { among: { ownToken: true }, ...(!force && { due: config.sync }) } as const;
  for (let after = 0; ; ) {
    const own = await trackedRepositories(database, { ...which, after, limit: atOnce });
    const last = own.at(-1);
    if (last === undefined) return;
    after = last.id;
    const tasks = own.map(({ id }) => ({ repositoryId: id, work: 'probe' }) as const);
    await startSyncJob(context, { type: 'periodic_sync', priority: 'normal', installationId: null, tasks });
  }
}
