import { type DoubtfulObject, findBranchHeads, findDoubtful, type Observation } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import { observeFetched } from '../observe.ts';
import { storeSeen } from '../store-seen.ts';
import type { AskOptions } from './ask-options.ts';
import { fetchEach } from './fetch-each.ts';
import { fetchObject } from './fetch-object.ts';
import { readList } from './read-list.ts';
import { openRepositoryViews, type RepositoryView } from './repository-views.ts';
import { targetOf } from './target-of.ts';

/** What came of asking GitHub for what was in doubt. */
export interface SettledDoubts {
  /** How many objects were in doubt. */
  doubtful: number;
  /** How many are in doubt still, as where GitHub was asked within the very second that is in question. */
  remaining: number;
  /** How many could not be asked for: nobody who is configured sees them. */
  unreachable: number;
}

// A job's worth; the next one takes those that are left.
const mostObjects = 100;
const mostLists = 5;
const mostPages = 3;

/**
 * Asks GitHub for the objects of a resource that deliveries left in doubt, in one repository, and applies what
 * it answers: a list where one shows them together, else each by itself.
 *
 * @throws what the GitHub client throws, after nothing was applied.
 */
export async function settleDoubts(
  definition: ResourceDefinition,
  repositoryId: number | null,
  { database, github, ...call }: AskOptions,
): Promise<SettledDoubts> {
  const objects = await findDoubtful(database, definition, { repositoryId, limit: mostObjects });
  if (objects.length === 0) return { doubtful: 0, remaining: 0, unreachable: 0 };
  const asked = await ask(definition, objects, { database, github, ...call });
  const observations = asked.filter((observation) => observation !== null);
  await storeSeen(database, observations);
  const unreachable = asked.filter((observation) => observation === null).length;
  // What is patient may stay in doubt, as what only a side branch leads to.
  const left =
    definition.isPatient === true
      ? []
      : await findDoubtful(database, definition, { repositoryId, limit: mostObjects });
  return { doubtful: objects.length, remaining: Math.max(0, left.length - unreachable), unreachable };
}

async function ask(
  definition: ResourceDefinition,
  objects: readonly DoubtfulObject[],
  { database, github, ...call }: AskOptions,
): Promise<(Observation | null)[]> {
  const { item, list } = definition;
  if (list?.covers === undefined) {
    return item === undefined
      ? objects.map(() => null)
      : await fetchEach(definition, item, objects, { database, github, ...call });
  }
  const idOf = ({ repositoryId }: DoubtfulObject) => repositoryId ?? 0;
  const views = await openRepositoryViews({ database, github }, [...new Set(objects.map(idOf))]);
  const asked = [...Map.groupBy(objects, idOf)].map(async ([id, group]) => {
    const view = views.get(id);
    if (view === undefined) return group.map(() => null);
    // What a push could not list leads back from its head to what is known, and shows the others on the way.
    const truncated = group.filter(({ isTruncated }) => isTruncated);
    for (const { raw } of truncated) {
      const start = { ...list.changedSince?.(''), ...list.covers?.([raw], new Set()) };
      await readList(definition, list, start, { database, view, newest: null, ...call });
    }
    if (truncated.length > 0) return [];
    if (definition.isPatient === true) return await readNewest(definition, list, view, call);
    if (item !== undefined && group.length < (list.coversFrom ?? 1)) {
      return await fetchEach(definition, item, group, { database, github, ...call });
    }
    const heads = new Set((await findBranchHeads(database, id)).values());
    return await readCover(definition, list, heads, group, view, call);
  });
  return (await Promise.all(asked)).flat();
}

/** Reads what a list shows first of all. */
async function readNewest(
  definition: ResourceDefinition,
  { route, query }: ListSource,
  { github, owner, repo, repositoryId }: RepositoryView,
  call: CallOptions,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  let pages = 0;
  for await (const { items, response } of github.pages(
    route,
    { owner, repo, per_page: 100, ...query },
    call,
  )) {
    const finding = { repositoryId, source: 'sync', askedAt: response.askedAt } as const;
    observations.push(...items.map((item) => observeFetched(definition, item, finding)));
    pages += 1;
    if (pages === mostPages) break;
  }
  return observations;
}

/**
 * Reads lists until they have shown all that is looked for: each from where the objects that are still missing
 * say, as when several branches lead to them. What a list that shows all does not, is asked for by itself.
 */
async function readCover(
  definition: ResourceDefinition,
  { route, query, covers, complete, omits, newestFirst = false }: ListSource,
  heads: ReadonlySet<string>,
  objects: readonly DoubtfulObject[],
  view: RepositoryView,
  call: CallOptions,
): Promise<(Observation | null)[]> {
  const { github, owner, repo, repositoryId } = view;
  const observations: Observation[] = [];
  const missing = new Map(objects.map((object) => [keyOf(object, definition), object]));
  let isWhole = false;
  for (let lists = 0; lists < mostLists && missing.size > 0; lists++) {
    const before = missing.size;
    const start = covers?.(
      [...missing.values()].map(({ raw }) => raw),
      heads,
    );
    // Few are mostly the newest: a short page is enough.
    const parameters = { owner, repo, ...(missing.size > 20 && { per_page: 100 }), ...query, ...start };
    let pages = 0;
    for await (const { items, response, isLast } of github.pages(route, parameters, call)) {
      const finding = { repositoryId, source: 'sync', askedAt: response.askedAt } as const;
      const seen = items
        .filter((item) => !(omits?.(Object(item)) ?? false))
        .map((item) => observeFetched(definition, item, finding));
      observations.push(...seen);
      for (const each of seen) missing.delete(keyOf(each, definition));
      pages += 1;
      isWhole = isLast && !newestFirst && Object.keys(start ?? {}).length === 0;
      if (missing.size === 0 || pages === mostPages) break;
    }
    if (missing.size === before) break;
  }
  const { item } = definition;
  if (!complete || item === undefined || missing.size === 0) return observations;
  const target = targetOf(view, call);
  const left = [...missing.values()].map((object) =>
    fetchObject(definition, item, object, target, { ...call, isUnlisted: isWhole }),
  );
  return [...observations, ...(await Promise.all(left))];
}

const keyOf = ({ key }: Pick<Observation, 'key'>, definition: ResourceDefinition) =>
  definition.key.map((column) => key[column]).join('/');
