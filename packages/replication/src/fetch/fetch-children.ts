import { recordChildrenFetched } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { readChildren } from './read-children.ts';
import { openRepositoryViews } from './repository-views.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Reads the list of one object, such as the jobs of a run that no delivery reported. If no configured credential can
 * access it, nothing changes.
 *
 * @param list the object whose list it is, and the resource of the listed objects.
 * @throws what the GitHub client throws.
 */
export async function fetchChildren(
  { repositoryId, resource, parentId }: { repositoryId: number; resource: string; parentId: number },
  { database, github, ...call }: Omit<RequestContext, 'view'>,
): Promise<void> {
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  const child = resources.find(({ name }) => name === resource);
  const of = child?.list?.of;
  if (view === undefined || child?.list === undefined || typeof of !== 'object') return;
  const listed = { parameter: of.parameter, id: parentId };
  await readChildren(child, child.list, listed, { database, view, source: 'sync', ...call });
  const parent = resources.find(({ name }) => name === of.resource);
  if (of.fetchedColumn !== undefined && parent !== undefined)
    await recordChildrenFetched(database, parent, {
      repositoryId,
      ids: [parentId],
      column: of.fetchedColumn,
    });
}
