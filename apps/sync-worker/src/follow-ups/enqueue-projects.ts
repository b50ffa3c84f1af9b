import { findWatchingProjects, type PassedCommits, passCommits } from '@hubtwin/database';
import { type BranchPush, touchesProject } from '@hubtwin/projects';
import { projectsQueue } from '@hubtwin/queue';
import { hasCredential } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/**
 * Enqueues projects whose watched files a push may have changed. Other pushes only advance the checked commit,
 * without a request.
 */
export async function enqueueProjects(
  { database, queues, github }: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  pushes: readonly BranchPush[],
): Promise<void> {
  if (pushes.length === 0 || !(await hasCredential({ database, github }))) return;
  const repositoryIds = [...new Set(pushes.map(({ repositoryId }) => repositoryId))];
  const due: number[] = [];
  const passed: PassedCommits[] = [];
  for (const project of await findWatchingProjects(database, repositoryIds)) {
    const own = pushes.filter(
      ({ repositoryId, branch }) => repositoryId === project.repositoryId && branch === project.branch,
    );
    const from = project.checkedSha;
    if (own.some((push) => touchesProject(push, project))) due.push(project.id);
    else if (from !== null) passed.push({ projectId: project.id, from, to: lastOf(own, from) });
  }
  await passCommits(
    database,
    passed.filter(({ from, to }) => from !== to),
  );
  await Promise.all(due.map((projectId) => queues.enqueue(projectsQueue, { projectId })));
}

/** The commit that pushes lead to from another one, in any order of arrival. */
function lastOf(pushes: readonly BranchPush[], from: string): string {
  const next = new Map(pushes.map(({ before, after }) => [before, after]));
  let last = from;
  for (let after = next.get(last); after !== undefined; after = next.get(last)) {
    next.delete(last);
    last = after;
  }
  return last;
}
