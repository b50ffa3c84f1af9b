import { findUncertain } from '@hubtwin/database';
import type { HeadList, ResourceDefinition } from '@hubtwin/resources';
import { withheldList } from '../answers/withheld-list.ts';
import { readHeadLists } from './read-head-lists.ts';
import { isRestricted } from './record-withheld.ts';
import type { RefetchResult } from './refetch-result.ts';
import type { RequestContext } from './request-context.ts';
import { viewsOf } from './views-of.ts';

const maxObjects = 100;

/** Fetches uncertain objects that GitHub returns only in the lists of their commits, such as statuses: by these lists. */
export async function refetchByHeads(
  definition: ResourceDefinition,
  ofHeads: HeadList,
  repositoryId: number,
  { database, github, view: given, ...call }: RequestContext,
): Promise<RefetchResult> {
  const { name: resource, list, columns } = definition;
  const find = () => findUncertain(database, definition, { repositoryId, limit: maxObjects });
  const objects = await find();
  const uncertain = objects.length;
  if (list === undefined || uncertain === 0) return { uncertain, remaining: 0, unreachable: uncertain };
  const view = (await viewsOf({ database, github, view: given }, [repositoryId])).get(repositoryId);
  const isWithheld = given === undefined && (await isRestricted(database, { repositoryId, resource }));
  if (view === undefined || isWithheld) return { uncertain, remaining: 0, unreachable: uncertain };
  const shas = new Set<string>();
  for (const { raw } of objects) {
    const sha = columns(raw)[ofHeads.column];
    if (typeof sha === 'string') shas.add(sha);
  }
  try {
    await readHeadLists(definition, ofHeads, [...shas], { database, view, source: 'sync', ...call });
  } catch (error) {
    if ((await withheldList(error, list, view, call)) === undefined) throw error;
    return { uncertain, remaining: 0, unreachable: uncertain };
  }
  return { uncertain, remaining: (await find()).length, unreachable: 0 };
}
