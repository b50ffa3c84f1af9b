import { markChildrenPending } from '@hubtwin/database';
import { fetchQueue } from '@hubtwin/queue';
import { hasCredential } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import type { ReadDelivery } from '../deliveries/read-deliveries.ts';

/**
 * Records and enqueues the lists of single objects that deliveries require, such as the threads of a pull request after a
 * comment on a line: one job for each resource of a repository, after other deliveries had time to arrive.
 */
export async function enqueueLists(
  {
    database,
    queues,
    github,
    settleAfterMs,
  }: Pick<SyncWorkerContext, 'database' | 'queues' | 'github' | 'settleAfterMs'>,
  applied: readonly Pick<ReadDelivery, 'interpretation'>[],
): Promise<void> {
  const wanted = applied.flatMap(({ interpretation: { repositoryId, listsToRead } }) =>
    repositoryId === null ? [] : listsToRead.map((list) => ({ repositoryId, ...list })),
  );
  if (wanted.length === 0 || !(await hasCredential({ database, github }))) return;
  const groups = Map.groupBy(wanted, ({ resource, repositoryId }) => `${resource}:${repositoryId}`);
  for (const lists of groups.values()) {
    const [{ resource, repositoryId } = { resource: '', repositoryId: 0 }] = lists;
    const numbers = lists.map(({ number }) => number);
    await markChildrenPending(database, { repositoryId, resource }, numbers, 'part');
    await queues.enqueue(fetchQueue, { resource, repositoryId }, { delayMs: settleAfterMs.contradicted });
  }
}
