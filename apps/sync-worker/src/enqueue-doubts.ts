import { findDoubtfulGroups } from '@hubtwin/database';
import { fetchQueue } from '@hubtwin/queue';
import { resources } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';

type Context = Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>;

/** GitHub's clocks have whole seconds: what is asked for later than that is surely the last of a burst. */
const settleAfterMs = 2_500;

/** Resources that GitHub can be asked for by their objects. */
const fetchable = resources.filter(({ item, list }) => item !== undefined || list?.covers !== undefined);
const names = new Set(fetchable.map(({ name }) => name));
const inRepository = new Set(fetchable.filter((each) => each.inRepository).map(({ name }) => name));

/**
 * Has GitHub asked for what deliveries left in doubt: once for each resource of a repository, however often it
 * is wanted before that is done.
 */
export async function enqueueDoubts(
  { queues, github }: Context,
  doubtful: readonly { resource: string; repositoryId: number | null }[],
): Promise<void> {
  if (!github.isConfigured) return;
  const wanted = doubtful
    .filter(({ resource }) => names.has(resource))
    .map(({ resource, repositoryId }) => ({
      resource,
      repositoryId: inRepository.has(resource) ? repositoryId : null,
    }));
  const groups = new Map(wanted.map((group) => [`${group.resource}:${group.repositoryId}`, group]));
  await Promise.all(
    [...groups.values()].map((group) => queues.enqueue(fetchQueue, group, { delayMs: settleAfterMs })),
  );
}

/** Asks again for what is still in doubt although its job must have run: it was lost, or gave up. */
export async function sweepDoubts(context: Context): Promise<void> {
  if (!context.github.isConfigured) return;
  const groups = await findDoubtfulGroups(context.database, fetchable, { olderThanSeconds: 120, limit: 500 });
  await enqueueDoubts(context, groups);
}
