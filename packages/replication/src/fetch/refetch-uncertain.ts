import {
  findBranchHeads,
  findHistoryGaps,
  findUncertain,
  knownLists,
  type Observation,
  type UncertainObject,
} from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '@hubtwin/resources';
import { type Fetched, isFailed, isSeen } from '../answers/withheld.ts';
import { withheldList } from '../answers/withheld-list.ts';
import { observeItems } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';
import { refetchOfOrganizations } from '../sync/organization/refetch-of-organizations.ts';
import type { RepositoryView } from './create-repository-view.ts';
import { fetchEach } from './fetch-each.ts';
import { fetchObject } from './fetch-object.ts';
import { pagesOf } from './pages-of.ts';
import { ofParents } from './parents-of.ts';
import { isHistory, readHistory } from './read-history.ts';
import { keyTextOf } from './read-list.ts';
import { isRestricted, recordWithheld } from './record-withheld.ts';
import { refetchByHeads } from './refetch-by-heads.ts';
import { refetchByParents } from './refetch-by-parents.ts';
import type { RefetchResult } from './refetch-result.ts';
import type { RequestContext } from './request-context.ts';
import { settleAll } from './settle-all.ts';
import { targetOf } from './target-of.ts';
import { viewsOf } from './views-of.ts';

const maxObjects = 100;
/** The maximum for one job; the next one continues. */
const maxRounds = 10;
const maxLists = 5;
const maxPages = 3;

/**
 * Fetches the uncertain objects of a resource in one repository, and applies GitHub's answers: by a list if it
 * includes them, else one by one. Objects that GitHub currently denies do not change and do not affect the others.
 *
 * @param options `reason`: only those with this refetch reason.
 * @throws what the GitHub client throws, after earlier answers were applied.
 */
export async function refetchUncertain(
  definition: ResourceDefinition,
  repositoryId: number | null,
  { database, github, view, reason, ...call }: RequestContext & { reason?: 'unconfirmed' },
): Promise<RefetchResult> {
  if (definition.inOrganization === true)
    return await refetchOfOrganizations(definition, { database, github, view, ...call });
  const parents = ofParents(definition);
  if (parents !== null && definition.item === undefined && repositoryId !== null)
    return await refetchByParents(parents, repositoryId, { database, github, view, ...call });
  const ofHeads = definition.list?.ofHeads;
  if (ofHeads !== undefined && definition.item === undefined && repositoryId !== null)
    return await refetchByHeads(definition, ofHeads, repositoryId, { database, github, view, ...call });
  const which = { repositoryId, limit: maxObjects, ...(reason !== undefined && { reason }) };
  const list = repositoryId === null ? null : { resource: definition.name, repositoryId };
  const isWithheld = view === undefined && list !== null && (await isRestricted(database, list));
  const total: RefetchResult = { uncertain: 0, remaining: 0, unreachable: 0 };
  for (let round = 0; round < maxRounds; round += 1) {
    // Objects that could not be fetched are found again, before the others.
    const objects = await findUncertain(database, definition, { ...which, offset: total.unreachable });
    total.uncertain += objects.length;
    if (isWithheld) total.unreachable += objects.length;
    if (isWithheld || objects.length === 0) return total;
    const results = await fetchAll(definition, objects, { database, github, view, ...call });
    const observations = results.filter(isSeen);
    await storeAnswers(database, observations);
    if (list !== null) await recordWithheld(database, list, results);
    const [failed] = results.filter(isFailed);
    if (failed !== undefined) throw failed.failure;
    total.unreachable += results.length - observations.length;
    if (objects.length < maxObjects || (definition.list?.covers ?? definition.list?.history) !== undefined)
      break;
  }
  // Deferrable objects may stay uncertain, for example those on a side branch only.
  if (definition.isDeferrable === true) return total;
  const left = await findUncertain(database, definition, { ...which, offset: total.unreachable });
  return { ...total, remaining: left.length };
}

async function fetchAll(
  definition: ResourceDefinition,
  objects: readonly UncertainObject[],
  options: RequestContext,
): Promise<Fetched[]> {
  const { item, list } = definition;
  if (list?.covers === undefined && list?.history === undefined) {
    return item === undefined ? objects.map(() => null) : await fetchEach(definition, item, objects, options);
  }
  const idOf = ({ repositoryId }: UncertainObject) => repositoryId ?? 0;
  const views = await viewsOf(options, objects.map(idOf));
  const results = [...Map.groupBy(objects, idOf)].map(async ([id, group]) => {
    const view = views.get(id);
    if (view === undefined) return group.map(() => null);
    const { database: _, github: __, view: ___, ...call } = options;
    try {
      return await fetchTogether(definition, list, { objects: group, view }, options);
    } catch (error) {
      const withheld = await withheldList(error, list, view, call);
      if (withheld === undefined) throw error;
      return group.map(() => withheld);
    }
  });
  return (await Promise.all(results)).flat();
}

/** Fetches objects of one repository by a list that includes them. */
async function fetchTogether(
  definition: ResourceDefinition,
  list: ListSource,
  { objects, view }: { objects: readonly UncertainObject[]; view: RepositoryView },
  { database, github, view: _, ...call }: RequestContext,
): Promise<Fetched[]> {
  const { repositoryId } = view;
  if (isHistory(definition))
    return await fetchHistory(definition, { objects, view }, { database, github, ...call });
  const isShown = (seen: readonly Observation[]) => {
    const shown = new Set(seen.map(({ key }) => keyTextOf(key, definition)));
    return objects.some(({ key }) => shown.has(keyTextOf(key, definition)));
  };
  const { item } = definition;
  if (item !== undefined && objects.length < (list.coversFrom ?? 1)) {
    return await fetchEach(definition, item, objects, { database, github, view, ...call });
  }
  const heads = new Set((await findBranchHeads(database, repositoryId)).values());
  const { observations, missing, isWhole } = await view.proved(call, async (github) => {
    const result = await readCover(definition, list, heads, objects, { ...view, github }, call);
    return { result, isProved: isShown(result.observations) };
  });
  if (!list.complete || item === undefined || missing.length === 0) return observations;
  const target = targetOf(definition, view, call);
  const left = await settleAll(missing, (object) =>
    fetchObject(definition, item, object, target, { ...call, isUnlisted: isWhole }),
  );
  return [...observations, ...left];
}

/**
 * Reads the history from the default branch and from truncated pushes until it reaches stored commits. Commits that
 * only another branch has stay as the push described them.
 */
async function fetchHistory(
  definition: Parameters<typeof readHistory>[0],
  { objects, view }: { objects: readonly UncertainObject[]; view: RepositoryView },
  { database, github, view: _, ...call }: RequestContext,
): Promise<Fetched[]> {
  const { repositoryId } = view;
  const truncated = objects.filter(({ isTruncated }) => isTruncated);
  if (truncated.length === 0) {
    const known = (await knownLists(database, [definition], repositoryId)).get(definition.name);
    const isImported = known?.readUntil != null;
    await readHistory(definition, { database, view, heads: null, ...(!isImported && { maxPages }), ...call });
    return [];
  }
  const heads = truncated.map(({ key }) => String(key.sha));
  const missing = new Set(await findHistoryGaps(database, repositoryId, heads));
  await readHistory(definition, { database, view, heads, ...call });
  const fetchedBefore = truncated.filter(({ key }) => !missing.has(String(key.sha)));
  const { item } = definition;
  return item === undefined
    ? []
    : await fetchEach(definition, item, fetchedBefore, { database, github, view, ...call });
}

/**
 * Reads lists until all wanted objects were found: each list starts where the missing objects require, for example on
 * another branch.
 *
 * @returns the found objects, and the missing ones; `isWhole`: the lists were complete.
 */
async function readCover(
  definition: ResourceDefinition,
  { query, covers, newestFirst = false, ...list }: ListSource,
  heads: ReadonlySet<string>,
  objects: readonly UncertainObject[],
  view: RepositoryView,
  call: CallOptions,
): Promise<{ observations: Observation[]; missing: UncertainObject[]; isWhole: boolean }> {
  const { owner, repo, repositoryId } = view;
  const observations: Observation[] = [];
  const missing = new Map(objects.map((object) => [keyTextOf(object.key, definition), object]));
  let isWhole = false;
  let areAllReadable = true;
  for (let lists = 0; lists < maxLists && missing.size > 0; lists++) {
    const before = missing.size;
    const start = covers?.(
      [...missing.values()].map(({ raw }) => raw),
      heads,
    );
    // A few objects are mostly the newest: a short page is sufficient.
    const parameters = { owner, repo, ...(missing.size > 20 && { per_page: 100 }), ...query, ...start };
    let pages = 0;
    for await (const page of pagesOf(list, view, parameters, call)) {
      const origin = { repositoryId, source: 'sync', requestedAt: page.response.requestedAt } as const;
      const seen = observeItems(definition, page, origin);
      areAllReadable &&= seen.unreadable.count === 0;
      observations.push(...seen.observations);
      for (const { key } of seen.observations) missing.delete(keyTextOf(key, definition));
      pages += 1;
      isWhole = page.next === null && areAllReadable && !newestFirst && Object.keys(start ?? {}).length === 0;
      if (missing.size === 0 || pages === maxPages) break;
    }
    if (missing.size === before) break;
  }
  return { observations, missing: [...missing.values()], isWhole };
}
