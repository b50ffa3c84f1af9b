import { findPendingChildren, findUncertain } from '@hubtwin/database';
import type { OfParents } from './parents-of.ts';
import { readListsOfParents } from './read-lists-of-parents.ts';
import { isRestricted } from './record-withheld.ts';
import type { RefetchResult } from './refetch-result.ts';
import type { RequestContext } from './request-context.ts';
import { viewsOf } from './views-of.ts';

const maxObjects = 500;

/**
 * Fetches uncertain objects that GitHub lists, and returns, with their parent only: by the lists of their parents.
 * Reads also the lists that events require.
 */
export async function refetchByParents(
  ofParents: OfParents,
  repositoryId: number,
  { database, github, view: given, ...call }: RequestContext,
): Promise<RefetchResult> {
  const { definition, byParent } = ofParents;
  const lists = { repositoryId, resource: definition.name };
  const find = () => findUncertain(database, definition, { repositoryId, limit: maxObjects });
  const uncertain = await find();
  const pending = [...(await findPendingChildren(database, lists)).keys()];
  const numbers = uncertain.flatMap(({ raw }) => Number(definition.columns(raw)[byParent.column]) || []);
  const count = uncertain.length;
  if (count + pending.length === 0) return { uncertain: 0, remaining: 0, unreachable: 0 };
  const view = (await viewsOf({ database, github, view: given }, [repositoryId])).get(repositoryId);
  const isWithheld = given === undefined && (await isRestricted(database, lists));
  if (view === undefined || isWithheld) return { uncertain: count, remaining: 0, unreachable: count };
  const withheld = await readListsOfParents(ofParents, { database, view, call }, [...numbers, ...pending]);
  if (withheld !== null) return { uncertain: count, remaining: 0, unreachable: count };
  return { uncertain: count, remaining: (await find()).length, unreachable: 0 };
}
