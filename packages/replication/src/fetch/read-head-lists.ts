import { clearPendingChildren, type Database, markChildrenPending } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { HeadList, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { addUnreadable, describeUnreadable, nothingUnreadable } from '../observe-items.ts';
import { boundOf } from '../sync/list-bounds.ts';
import type { ListRange } from '../sync/list-result.ts';
import type { RepositoryView } from './create-repository-view.ts';
import { readChildren } from './read-children.ts';

interface Options extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  source: 'import' | 'sync';
  /** Called for each list that was read. */
  onList?(): Promise<void>;
}

/** Reads the lists of commits. An interrupted read is continued by the next sync. */
export async function readHeadLists(
  definition: ResourceDefinition,
  { parameter }: HeadList,
  shas: readonly string[],
  { database, view, source, onList, ...call }: Options,
): Promise<ListRange> {
  const begunAt = new Date();
  const { list } = definition;
  let unreadable = nothingUnreadable;
  if (list === undefined) return { readUntil: boundOf(begunAt), incomplete: null };
  const lists = { repositoryId: view.repositoryId, resource: definition.name };
  await markChildrenPending(database, lists, shas, 'part');
  for (const sha of shas) {
    const read = await readChildren(
      definition,
      list,
      { parameter, id: sha },
      { database, view, source, ...call },
    );
    unreadable = addUnreadable(unreadable, read.unreadable);
    await clearPendingChildren(database, lists, [sha]);
    await onList?.();
  }
  return { readUntil: boundOf(begunAt), incomplete: describeUnreadable(unreadable) };
}
