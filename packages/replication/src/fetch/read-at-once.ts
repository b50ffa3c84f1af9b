import { type Database, findParents, type Observation } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ParentList, ParentNodes } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requireVisible } from '../answers/repository-status.ts';
import { addUnreadable, nothingUnreadable, observeItems, type Unreadable } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';
import type { RepositoryView } from './create-repository-view.ts';
import type { OfParents } from './parents-of.ts';
import { createNodeQuery } from './query-nodes.ts';
import { readChildren } from './read-children.ts';
import type { ListRead } from './read-list.ts';
import { readNodePages } from './read-node-pages.ts';

/** GitHub's maximum of ids in a query. */
const parentsAtOnce = 100;

/** The lists of older parents are not read where each takes a request. */
const recentDays = 30;

const connection = z.object({ totalCount: z.int32(), nodes: z.array(z.unknown()) });

export interface ReadAtOnceOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  source: 'import' | 'sync';
  /** Reads only those of parents that changed since then; null: of all, or of recent ones if each takes a request. */
  changedSince: Date | null;
  /** Reads only those of the parents with these numbers; default: of all. */
  numbers?: readonly number[];
  /** The number of the last parent that an interrupted read completed; default: none. */
  after?: number;
  /** Runs after a query with the number of its last parent, and what was read until then. */
  onParents?(last: number, read: Pick<ListRead, 'begunAt' | 'unreadable'>): Promise<void>;
}

/**
 * Stores the objects of many parents, a hundred in a query, where GitHub lists them for single parents only. The list of
 * a parent with more objects than the query returns, or that GraphQL does not return, is read.
 *
 * @param nodes null: GraphQL cannot return them, and the list of each parent is read.
 * @returns also the numbers of the parents that were read.
 */
export async function readAtOnce(
  { definition, list, byParent, children }: OfParents,
  nodes: ParentNodes | null,
  { database, view, source, changedSince, numbers, after = 0, onParents, ...call }: ReadAtOnceOptions,
): Promise<ListRead & { numbers: Set<number> }> {
  const { repositoryId } = view;
  const read = new Set<number>();
  let begunAt: Date | null = null;
  const query = nodes === null ? async () => [] : createNodeQuery({ fields: selectionOf(byParent, nodes) });
  const isRecent = nodes === null && numbers === undefined;
  const since = changedSince ?? (isRecent ? new Date(Date.now() - recentDays * 86_400_000) : null);

  /** The objects of one parent, by its own list. */
  async function readOne(number: number, nodeId: string | null): Promise<Read> {
    if (byParent.route === undefined) {
      const read =
        nodes === null || nodeId === null
          ? null
          : await readNodePages(view.github, byParent, nodes, nodeId, call);
      const missing = { count: 1, reason: `${number}: GraphQL does not return it` };
      return read === null ? { begunAt: null, unreadable: missing } : { ...read, begunAt: read.requestedAt };
    }
    const parent = { parameter: byParent.parameter, id: number };
    const ofParent = { route: byParent.route, complete: list.complete };
    return await readChildren(definition, ofParent, parent, { database, view, source, ...call });
  }

  let unreadable = nothingUnreadable;
  let leavesUncertain = false;
  for (let position = after; ; ) {
    const options = { repositoryId, changedSince: since, after: position, limit: parentsAtOnce };
    const parents = await findParents(database, children, { ...options, ...(numbers && { numbers }) });
    const last = parents.at(-1);
    if (last === undefined) break;
    const repositoryUrl = String(requireVisible(await view.repositoryStatus(call)).seen.raw.url);
    const ids = parents.flatMap(({ nodeId }) => nodeId ?? []);
    const answers = new Map((await query(view.github, ids, call)).map((answer) => [answer.id, answer]));
    const observations: Observation[] = [];
    for (const { number, nodeId } of parents) {
      const { node, requestedAt = null } = answers.get(nodeId ?? '') ?? {};
      const { data } = connection.safeParse(Object(node)[nodes?.name ?? '']);
      const isWhole = data !== undefined && data.totalCount <= data.nodes.length && requestedAt !== null;
      const own = isWhole ? { nodes: data.nodes, begunAt: requestedAt } : await readOne(number, nodeId);
      begunAt ??= own.begunAt;
      if (own.begunAt !== null) read.add(number);
      unreadable = addUnreadable(unreadable, own.unreadable ?? nothingUnreadable);
      if (nodes === null || own.nodes === undefined || own.begunAt === null) continue;
      const items = own.nodes.map((each, nth) => nodes.toListed(each, { number, repositoryUrl }, nth));
      const origin = { repositoryId, source, requestedAt: own.begunAt };
      const found = observeItems(definition, { items, nulls: 0 }, origin);
      observations.push(...found.observations);
      unreadable = addUnreadable(unreadable, found.unreadable);
    }
    const { uncertain, ...stored } = await storeAnswers(database, observations);
    leavesUncertain ||= uncertain.some(({ resource }) => resource === definition.name);
    unreadable = addUnreadable(unreadable, stored.unreadable);
    position = last.number;
    await onParents?.(position, { begunAt: begunAt ?? new Date(), unreadable });
  }
  return { begunAt: begunAt ?? new Date(), leavesUncertain, unreadable, shown: new Set(), numbers: read };
}

/** What was read of one parent: its objects, if they are not stored yet. */
interface Read {
  begunAt: Date | null;
  unreadable?: Unreadable;
  nodes?: readonly unknown[];
}

function selectionOf({ parents }: ParentList, nodes: ParentNodes): string {
  const given = `first: ${nodes.first} ${nodes.arguments ?? ''}`;
  const selected = `${nodes.name}(${given}) { totalCount nodes { ${nodes.fields} } }`;
  return parents.map(({ type }) => `... on ${type} { ${selected} }`).join(' ');
}
