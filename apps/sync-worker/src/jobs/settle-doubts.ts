import { confirmQueue, fetchQueue, type JobDefinition } from '@hubtwin/queue';
import { resources, settleDoubts } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDueProjects } from '../enqueue-projects.ts';

/** Doubts that GitHub's own answer did not end: asked too early, they are asked for again. */
class DoubtsRemainError extends Error {
  override readonly name = 'DoubtsRemainError';
  readonly code = 'doubts_remain';
}

/** Asks GitHub for what deliveries left in doubt about one resource of one repository. */
export function settleDoubtsJob(
  context: SyncWorkerContext,
): JobDefinition<{ resource: string; repositoryId: number | null }> {
  return { queue: fetchQueue, concurrency: 4, process: settle(context, {}) };
}

/** Requests from GitHub what deliveries claim about one resource of one repository, before all else. */
export function confirmClaimsJob(
  context: SyncWorkerContext,
): JobDefinition<{ resource: string; repositoryId: number | null }> {
  const process = settle(context, { reason: 'unconfirmed', priority: 'critical' });
  return { queue: confirmQueue, concurrency: 4, process };
}

function settle(
  context: SyncWorkerContext,
  options: { reason?: 'unconfirmed'; priority?: 'critical' },
): JobDefinition<{ resource: string; repositoryId: number | null }>['process'] {
  const { database, github, metrics } = context;
  return async ({ resource, repositoryId }, { signal, logger }) => {
    const definition = resources.find(({ name }) => name === resource);
    if (definition === undefined) throw new TypeError(`there is no resource ${resource}`);
    const { doubtful, remaining, unreachable } = await settleDoubts(definition, repositoryId, {
      database,
      github,
      signal,
      ...options,
    });
    metrics.settled.add(Math.max(0, doubtful - remaining - unreachable), { resource });
    if (unreachable > 0) {
      logger.warn({ resource, repository_id: repositoryId, unreachable }, 'nobody sees what is in doubt');
    }
    // A branch that was in doubt may lead elsewhere now.
    if (repositoryId !== null) await enqueueDueProjects(context, repositoryId);
    if (remaining > 0) throw new DoubtsRemainError(`${remaining} of ${resource}`);
  };
}
