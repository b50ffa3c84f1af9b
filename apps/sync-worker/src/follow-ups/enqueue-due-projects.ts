import { findDueProjects } from '@hubtwin/database';
import { projectsQueue } from '@hubtwin/queue';
import { hasCredential } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** The delay until a project that could not be read is retried. */
const retrySeconds = 15 * 60;
const maxDue = 500;

/**
 * Enqueues projects whose branch is not at the checked commit: their job was lost, or the
 * branch moved without a delivery.
 *
 * @param repositoryId null: of all repositories.
 */
export async function enqueueDueProjects(
  { database, queues, github }: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  repositoryId: number | null,
): Promise<void> {
  if (!(await hasCredential({ database, github }))) return;
  const due = await findDueProjects(database, { repositoryId, retrySeconds, limit: maxDue });
  await Promise.all(due.map((projectId) => queues.enqueue(projectsQueue, { projectId })));
}
