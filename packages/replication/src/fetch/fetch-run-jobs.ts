import { recordJobsFetched } from '@hubtwin/database';
import { workflowJobs } from '@hubtwin/resources';
import { readChildren } from './read-children.ts';
import { openRepositoryViews } from './repository-views.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Reads the jobs of a run that no delivery reported. If no configured credential can access it, nothing changes.
 *
 * @throws what the GitHub client throws.
 */
export async function fetchRunJobs(
  { repositoryId, runId }: { repositoryId: number; runId: number },
  { database, github, ...call }: Omit<RequestContext, 'view'>,
): Promise<void> {
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  const { list } = workflowJobs;
  if (view === undefined || list === undefined) return;
  await readChildren(workflowJobs, list, { run_id: runId }, { database, view, source: 'sync', ...call });
  await recordJobsFetched(database, { repositoryId, runId });
}
