import { recordProjectFailure } from '@hubtwin/database';
import { processProject } from '@hubtwin/projects';
import { type JobDefinition, projectsQueue } from '@hubtwin/queue';
import { NoAccessError, postponedUntil } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Reads the watched files of a project whose branch has moved. */
export function processProjectJob(context: SyncWorkerContext): JobDefinition<{ projectId: number }> {
  const { database, github, fileParser: parser, projectsProcessed } = context;
  return {
    queue: projectsQueue,
    concurrency: 4,
    async process({ projectId }, { signal, logger, job }) {
      try {
        const outcome = await processProject(projectId, {
          database,
          github,
          parser,
          priority: 'high',
          signal,
        });
        projectsProcessed.add(1, { outcome });
        logger.debug({ project_id: projectId, outcome }, 'project processed');
      } catch (error) {
        if (signal.aborted || postponedUntil(error) !== null) throw error;
        const isInaccessible = error instanceof NoAccessError;
        if (job.attempt < projectsQueue.retry.attempts && !isInaccessible) throw error;
        // The sweep retries later.
        await recordProjectFailure(database, projectId, { error: String(error), isInaccessible });
        projectsProcessed.add(1, { outcome: 'failed' });
        logger.warn({ err: error, project_id: projectId }, 'project could not be processed');
      }
    },
  };
}
