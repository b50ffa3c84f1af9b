import { findOfOrganization, findUncertain, type UncertainObject } from '@hubtwin/database';
import { GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import { organizationIdOf, type ResourceDefinition } from '@hubtwin/resources';
import { openOrganization } from '../../fetch/open-organization.ts';
import type { RefetchResult } from '../../fetch/refetch-result.ts';
import type { RequestContext } from '../../fetch/request-context.ts';
import { observeDeletion } from '../../observe.ts';
import { storeAnswers } from '../../store-answers.ts';
import { type ChildList, childLists, organizationLists } from './organization-lists.ts';
import { readChildList } from './read-child-list.ts';
import { readOrganizationList } from './read-organization-list.ts';
import type { OrganizationContext } from './read-whole-list.ts';

const maxObjects = 100;
/** The maximum for one job; the next one continues. */
const maxRounds = 10;

/**
 * Fetches the uncertain objects of organisations by the lists that contain them: names of objects change, and one
 * request of a list shows all of them.
 *
 * @throws what the GitHub client throws, after earlier answers were applied.
 */
export async function refetchOfOrganizations(
  definition: ResourceDefinition,
  { database, github, view: _, ...call }: RequestContext,
): Promise<RefetchResult> {
  const total: RefetchResult = { uncertain: 0, remaining: 0, unreachable: 0 };
  const which = { repositoryId: null, limit: maxObjects };
  for (let round = 0; round < maxRounds; round += 1) {
    // Objects that could not be fetched are found again, before the others.
    const objects = await findUncertain(database, definition, { ...which, offset: total.unreachable });
    total.uncertain += objects.length;
    for (const [id, group] of Map.groupBy(objects, ({ raw }) => organizationIdOf(raw) ?? 0)) {
      const opened = await openOrganization({ database, github }, id);
      const isRead = opened !== null && (await readLists(definition, group, { database, ...opened, call }));
      if (!isRead) total.unreachable += group.length;
    }
    if (objects.length < maxObjects) break;
  }
  const left = await findUncertain(database, definition, { ...which, offset: total.unreachable });
  return { ...total, remaining: left.length };
}

/** @returns false if GitHub does not return the lists. */
async function readLists(
  definition: ResourceDefinition,
  objects: readonly UncertainObject[],
  context: OrganizationContext,
): Promise<boolean> {
  try {
    const list = organizationLists.find((each) => each.definition === definition);
    if (list !== undefined) await readOrganizationList(list, context, objects);
    const children = childLists.find((each) => each.definition === definition);
    if (children !== undefined) await readParents(children, objects, context);
    return list !== undefined || children !== undefined;
  } catch (error) {
    if (error instanceof GitHubPermissionError || error instanceof GitHubNotFoundError) return false;
    throw error;
  }
}

/** Reads the lists of the parents of objects; the objects of a parent that was deleted are deleted. */
async function readParents(
  children: ChildList,
  objects: readonly UncertainObject[],
  context: OrganizationContext,
): Promise<void> {
  const { definition, parent, of } = children;
  const { database, organization } = context;
  const groups = Map.groupBy(objects, ({ raw }) => Number(definition.columns(raw)[of.column]));
  const findParents = async () =>
    new Map(
      (await findOfOrganization(database, parent, organization.id)).map((each) => [
        Number(each.key.id),
        each,
      ]),
    );
  let parents = await findParents();
  let readAt: Date | null = null;
  if ([...groups.keys()].some((id) => !parents.has(id))) {
    const list = organizationLists.find((each) => each.definition === parent);
    readAt = list === undefined ? null : await readOrganizationList(list, context);
    parents = await findParents();
  }
  for (const [id, group] of groups) {
    const found = parents.get(id);
    if (found !== undefined) await readChildList(children, found, context, group);
    else if (readAt !== null) {
      const origin = { repositoryId: null, source: 'sync', requestedAt: readAt } as const;
      await storeAnswers(
        database,
        group.map((object) => observeDeletion(definition, object, origin)),
      );
    }
  }
}
