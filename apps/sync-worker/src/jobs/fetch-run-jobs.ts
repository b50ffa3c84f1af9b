import { type JobDefinition, type PayloadOf, runJobsQueue } from '@hubtwin/queue';
import { fetchRunJobs } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Reads the jobs of a run that a caller requested. */
export function fetchRunJobsJob({
  database,
  github,
}: SyncWorkerContext): JobDefinition<PayloadOf<typeof runJobsQueue>> {
  return {
    queue: runJobsQueue,
    concurrency: 4,
    process: (run, { signal }) => fetchRunJobs(run, { database, github, priority: 'high', signal }),
  };
}
