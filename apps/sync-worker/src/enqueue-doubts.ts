import { findDoubtfulGroups, findUnconfirmedGroups } from '@hubtwin/database';
import { confirmQueue, fetchQueue } from '@hubtwin/queue';
import { hasCredential, resources } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';

type Context = Pick<SyncWorkerContext, 'database' | 'queues' | 'github' | 'settleAfterMs'>;

const contradictions: ReadonlySet<string> = new Set(['tie', 'conflict', 'missing', 'unconfirmed']);

/** A doubt this old is asked for although its job must have run: it was lost, or gave up. */
const lostAfterSeconds = 120;
const patientAfterSeconds = 3_600;

/** Resources that GitHub can be asked for by their objects. */
const fetchable = resources.filter(({ item, list }) => item !== undefined || list?.covers !== undefined);
/** Resources of which deliveries may claim what waits for a fetch. */
const confirmable = fetchable.filter(
  ({ confirmedKeys, name }) => confirmedKeys !== undefined || name === 'branches',
);
const byName = new Map(fetchable.map((definition) => [definition.name, definition]));

/** An object in doubt, and why it is. */
interface Doubtful {
  resource: string;
  repositoryId: number | null;
  reasons: readonly string[];
}

/**
 * Has GitHub asked for what deliveries left in doubt: once for each resource of a repository, however often it
 * is wanted before that is done. What is patient waits for the sweep.
 */
export async function enqueueDoubts(
  { database, queues, github, settleAfterMs }: Context,
  doubtful: readonly Doubtful[],
): Promise<void> {
  if (doubtful.length === 0 || !(await hasCredential({ database, github }))) return;
  const claims = doubtful.filter(({ reasons }) => reasons.includes('unconfirmed'));
  await queues.enqueueAll(confirmQueue, groupsOf(claims));
  const urgent = doubtful.filter(({ resource, reasons }) => {
    const definition = byName.get(resource);
    if (reasons.every((reason) => reason === 'unconfirmed')) return false;
    return definition !== undefined && (definition.isPatient !== true || reasons.includes('truncated'));
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
function groupsOf(doubtful: readonly Doubtful[]): { resource: string; repositoryId: number | null }[] {
  const groups = doubtful.map((object) => ({
    resource: object.resource,
    repositoryId: repositoryOf(object),
  }));
  return [...new Map(groups.map((group) => [`${group.resource}:${group.repositoryId}`, group])).values()];
}

const repositoryOf = ({ resource, repositoryId }: Pick<Doubtful, 'resource' | 'repositoryId'>) =>
  byName.get(resource)?.inRepository === true ? repositoryId : null;

/** Asks for what is still in doubt although its job must have run, and for what was to wait. */
export async function sweepDoubts({ database, queues, github }: Context): Promise<void> {
  if (!(await hasCredential({ database, github }))) return;
  const groups = await findDoubtfulGroups(
    database,
    fetchable.map((definition) => ({
      resource: definition,
      olderThanSeconds: definition.isPatient === true ? patientAfterSeconds : lostAfterSeconds,
    })),
    { limit: 500 },
  );
  await queues.enqueueAll(fetchQueue, groups);
  await queues.enqueueAll(confirmQueue, await findUnconfirmedGroups(database, confirmable, { limit: 500 }));
}
