import { findPendingNames } from '@hubtwin/database';
import type { HeadList, ResourceDefinition } from '@hubtwin/resources';
import { readHeadLists } from '../fetch/read-head-lists.ts';
import type { ListRange } from './list-result.ts';
import type { SyncContext } from './sync-context.ts';

/**
 * Reads the lists of the heads that a probe found to differ; of all heads that differ, if everything is synced.
 *
 * @returns null if nothing had to be read.
 */
export async function syncHeads(
  definition: ResourceDefinition,
  ofHeads: HeadList,
  context: SyncContext,
): Promise<ListRange | null> {
  const { database, view, known, call, differingHeads, isFull, isOfDifferences } = context;
  const { readUntil = null, state = null, isRereadDue = false } = known.get(definition.name) ?? {};
  const lists = { repositoryId: view.repositoryId, resource: definition.name };
  const pending = await findPendingNames(database, lists);
  const comparesAll = readUntil === null || state !== null || isFull || isRereadDue || !isOfDifferences;
  const differing = comparesAll ? await differingHeads(definition) : [];
  const heads = [...new Set([...pending, ...differing])];
  if (heads.length === 0 && !comparesAll) return null;
  return await readHeadLists(definition, ofHeads, heads, { database, view, source: 'sync', ...call });
}
