import { findDueProjects, findInaccessibleProjects } from '@hubtwin/database';
import { projectsQueue } from '@hubtwin/queue';
import { hasCredential, openRepositoryViews } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** The delay until a project that could not be read is retried: by the sweep, and after a sync of its repository. */
const retrySeconds = { sweep: 15 * 60, sync: 60 };
const maxDue = 500;

/**
 * Enqueues projects whose branch is not at the checked commit: their job was lost, or the
 * branch moved without a delivery. Those that no credential could access are enqueued as soon as one can.
 *
 * @param repositoryId null: of all repositories.
 */
export async function enqueueDueProjects(
  { database, queues, github }: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  repositoryId: number | null,
): Promise<void> {
  if (!(await hasCredential({ database, github }))) return;
  const due = await findDueProjects(database, {
    repositoryId,
    retrySeconds: repositoryId === null ? retrySeconds.sweep : retrySeconds.sync,
    limit: maxDue,
  });
  const inaccessible = await findInaccessibleProjects(database, { repositoryId, limit: maxDue });
  const views = await openRepositoryViews({ database, github }, [
    ...new Set(inaccessible.map((project) => project.repositoryId)),
  ]);
  const regained = inaccessible.filter((project) => views.has(project.repositoryId)).map(({ id }) => id);
  await Promise.all(
    [...new Set([...due, ...regained])].map((projectId) => queues.enqueue(projectsQueue, { projectId })),
  );
}
