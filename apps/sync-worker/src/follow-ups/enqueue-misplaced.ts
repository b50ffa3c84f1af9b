import type { Observation } from '@hubtwin/database';
import { type PayloadOf, runJobsQueue } from '@hubtwin/queue';
import { hasCredential, startSyncJob } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/**
 * Enqueues syncs of repositories whose deliveries contained objects that are stored in another
 * repository: only a response of GitHub moves them.
 */
export async function enqueueMisplaced(
  context: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  misplaced: readonly Observation[],
): Promise<void> {
  if (misplaced.length === 0 || !(await hasCredential(context))) return;
  const resources = new Map<number, Set<string>>();
  const runs: PayloadOf<typeof runJobsQueue>[] = [];
  for (const { repositoryId, resource, raw } of misplaced) {
    if (repositoryId === null) continue;
    // Jobs are listed by their run alone.
    if (resource.name === 'workflow_jobs') {
      if (typeof raw.run_id === 'number') runs.push({ repositoryId, runId: raw.run_id });
      continue;
    }
    resources.set(repositoryId, (resources.get(repositoryId) ?? new Set()).add(resource.name));
  }
  await context.queues.enqueueAll(runJobsQueue, runs);
  const tasks = [...resources].map(
    ([repositoryId, names]) => ({ repositoryId, work: 'sync', resources: [...names] }) as const,
  );
  if (tasks.length === 0) return;
  await startSyncJob(context, { type: 'webhook_triggered', priority: 'normal', installationId: null, tasks });
}
