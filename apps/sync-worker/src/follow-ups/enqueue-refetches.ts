import { findPendingLists, findUncertainGroups, findUnconfirmedGroups } from '@hubtwin/database';
import { confirmQueue, fetchQueue } from '@hubtwin/queue';
import { hasCredential } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';

type Context = Pick<SyncWorkerContext, 'database' | 'queues' | 'github' | 'settleAfterMs'>;

const contradictions: ReadonlySet<string> = new Set(['tie', 'conflict', 'missing', 'unconfirmed']);

/** The job of an older refetch reason must have run: it was lost, or gave up. */
const lostAfterSeconds = 120;
const deferredAfterSeconds = 3_600;

/** Resources whose objects can be fetched, if only by the lists of their parents. */
const fetchable = resources.filter(
  ({ item, list }) => item !== undefined || list?.covers !== undefined || list?.byParent !== undefined,
);
/** Resources with claims that wait for a fetch. */
const confirmable = fetchable.filter(
  ({ confirmedKeys, hasConfirmedDeletions }) => confirmedKeys !== undefined || hasConfirmedDeletions === true,
);
/** Resources whose lists some events require. */
const readAfterEvents = resources
  .filter(({ list }) => list?.byParent?.readAfter !== undefined)
  .map(({ name }) => name);
const byName = new Map(fetchable.map((definition) => [definition.name, definition]));

/** An object to refetch, and the reasons. */
interface Uncertain {
  resource: string;
  repositoryId: number | null;
  reasons: readonly string[];
}

/**
 * Enqueues refetches of uncertain objects: one job for each resource of a repository, however often it
 * is requested before that is done. Deferrable resources wait for the sweep.
 */
export async function enqueueRefetches(
  { database, queues, github, settleAfterMs }: Context,
  uncertain: readonly Uncertain[],
): Promise<void> {
  if (uncertain.length === 0 || !(await hasCredential({ database, github }))) return;
  const claims = uncertain.filter(({ reasons }) => reasons.includes('unconfirmed'));
  await queues.enqueueAll(confirmQueue, groupsOf(claims));
  const urgent = uncertain.filter(({ resource, reasons }) => {
    const definition = byName.get(resource);
    if (reasons.every((reason) => reason === 'unconfirmed')) return false;
    return definition !== undefined && (definition.isDeferrable !== true || reasons.includes('truncated'));
  });
  const delays = new Map<string, { resource: string; repositoryId: number | null; delayMs: number }>();
  for (const { reasons, ...object } of urgent) {
    const group = { resource: object.resource, repositoryId: repositoryOf(object) };
    const key = `${group.resource}:${group.repositoryId}`;
    const isContradicted = reasons.every((reason) => contradictions.has(reason));
    const delayMs = isContradicted ? settleAfterMs.contradicted : settleAfterMs.incomplete;
    delays.set(key, { ...group, delayMs: Math.min(delayMs, delays.get(key)?.delayMs ?? delayMs) });
  }
  await Promise.all(
    [...delays.values()].map(({ delayMs, ...group }) => queues.enqueue(fetchQueue, group, { delayMs })),
  );
}

/** The groups of objects, each once. */
function groupsOf(uncertain: readonly Uncertain[]): { resource: string; repositoryId: number | null }[] {
  const groups = uncertain.map((object) => ({
    resource: object.resource,
    repositoryId: repositoryOf(object),
  }));
  return [...new Map(groups.map((group) => [`${group.resource}:${group.repositoryId}`, group])).values()];
}

const repositoryOf = ({ resource, repositoryId }: Pick<Uncertain, 'resource' | 'repositoryId'>) =>
  byName.get(resource)?.inRepository === true ? repositoryId : null;

/** Enqueues refetches whose job must have been lost, and those of deferrable resources. */
export async function sweepRefetches({ database, queues, github }: Context): Promise<void> {
  if (!(await hasCredential({ database, github }))) return;
  const groups = await findUncertainGroups(
    database,
    fetchable.map((definition) => ({
      resource: definition,
      olderThanSeconds: definition.isDeferrable === true ? deferredAfterSeconds : lostAfterSeconds,
    })),
    { limit: 500 },
  );
  await queues.enqueueAll(fetchQueue, groups);
  const lost = { olderThanSeconds: lostAfterSeconds, limit: 500 };
  await queues.enqueueAll(fetchQueue, await findPendingLists(database, readAfterEvents, lost));
  await queues.enqueueAll(confirmQueue, await findUnconfirmedGroups(database, confirmable, { limit: 500 }));
}
