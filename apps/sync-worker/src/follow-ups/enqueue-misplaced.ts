import type { Observation } from '@hubtwin/database';
import { childrenQueue, type PayloadOf } from '@hubtwin/queue';
import { hasCredential, startSyncJob } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';

/** The columns with the object by which alone others are listed, by resource. */
const parentColumns = new Map(
  resources.flatMap(({ name, list }) => (typeof list?.of === 'object' ? [[name, list.of.column]] : [])),
);

/**
 * Enqueues syncs of repositories whose deliveries contained objects that are stored in another
 * repository: only a response of GitHub moves them.
 */
export async function enqueueMisplaced(
  context: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  misplaced: readonly Observation[],
): Promise<void> {
  if (misplaced.length === 0 || !(await hasCredential(context))) return;
  const lists = new Map<number, Set<string>>();
  const children: PayloadOf<typeof childrenQueue>[] = [];
  for (const { repositoryId, resource, raw } of misplaced) {
    if (repositoryId === null) continue;
    const parent = parentColumns.get(resource.name);
    if (parent === undefined) {
      lists.set(repositoryId, (lists.get(repositoryId) ?? new Set()).add(resource.name));
      continue;
    }
    const parentId = raw[parent];
    if (typeof parentId === 'number') children.push({ repositoryId, resource: resource.name, parentId });
  }
  await context.queues.enqueueAll(childrenQueue, children);
  const tasks = [...lists].map(
    ([repositoryId, names]) => ({ repositoryId, work: 'sync', resources: [...names] }) as const,
  );
  if (tasks.length === 0) return;
  await startSyncJob(context, { type: 'webhook_triggered', priority: 'normal', installationId: null, tasks });
}
