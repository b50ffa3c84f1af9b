import { confirmQueue, fetchQueue, type JobDefinition } from '@hubtwin/queue';
import { refetchUncertain } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDueProjects } from '../follow-ups/enqueue-due-projects.ts';

/** Refetch reasons that a fetch did not clear, because it was too early: the job is retried. */
class StillUncertainError extends Error {
  override readonly name = 'StillUncertainError';
  readonly code = 'still_uncertain';
}

/** Refetches the uncertain objects of one resource of one repository. */
export function refetchUncertainJob(
  context: SyncWorkerContext,
): JobDefinition<{ resource: string; repositoryId: number | null }> {
  return { queue: fetchQueue, concurrency: 4, process: settle(context, {}) };
}

/** Fetches the objects with claims of one resource of one repository, at critical priority. */
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
    const { uncertain, remaining, unreachable } = await refetchUncertain(definition, repositoryId, {
      database,
      github,
      signal,
      ...options,
    });
    metrics.settled.add(Math.max(0, uncertain - remaining - unreachable), { resource });
    if (unreachable > 0) {
      logger.warn(
        { resource, repository_id: repositoryId, unreachable },
        'no credential can access the objects to refetch',
      );
    }
    // A refetched branch may have another head now.
    if (repositoryId !== null) await enqueueDueProjects(context, repositoryId);
    if (remaining > 0) throw new StillUncertainError(`${remaining} of ${resource}`);
  };
}
