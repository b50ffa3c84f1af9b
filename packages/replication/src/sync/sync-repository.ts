import { knownLists, recordLists, settleCountDifferences } from '@hubtwin/database';
import { type ResourceDefinition, repositories, resources } from '@hubtwin/resources';
import { NoAccessError, requireVisible, type VisibleRepository } from '../answers/repository-status.ts';
import { createHeadComparison } from '../fetch/create-head-comparison.ts';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import type { RequestContext } from '../fetch/request-context.ts';
import { storeAnswers } from '../store-answers.ts';
import { itselfOf, type ListResult, withFeature } from './list-result.ts';
import { probedLists } from './probe/probed-lists.ts';
import { storedFeatures } from './stored-features.ts';
import type { SyncContext } from './sync-context.ts';
import { syncList } from './sync-list.ts';

/** Maximum that GitHub's clock may be behind ours. */
const clockDifferenceMs = 60_000;

export interface SyncOptions extends Omit<RequestContext, 'view'> {
  /** Whether every list is read from its start, instead of only changes; default: no. */
  isFull?: boolean;
  /** Whether the stored state of the lists comes from an earlier sync; default: yes. */
  isFirstAttempt?: boolean;
  /** Names that GitHub returned since then are not requested again; default: none. */
  namedSince?: Date;
}

/** The result of a sync: the number of answers from GitHub, and each list. */
export interface Synced {
  requests: number;
  lists: ListResult[];
}

/**
 * Syncs resources of a repository with GitHub: of long lists what changed since the last complete read, short ones
 * completely, where missing objects are requested before they count as deleted. A list that GitHub does not return
 * fails alone, with its reason.
 *
 * @param names of resources; null: all that GitHub lists, and the repository itself.
 * @throws NoAccessError, RepositoryWithheldError if GitHub does not return the repository, and what the GitHub client
 * throws if that concerns more than a list.
 */
export async function syncRepository(
  repositoryId: number,
  names: readonly string[] | null,
  { database, github, isFull = false, isFirstAttempt = true, namedSince = new Date(), ...call }: SyncOptions,
): Promise<Synced> {
  const opened = await openRepositoryViews({ database, github }, [repositoryId], {
    namedSince,
    isDeletedToo: true,
  });
  const view = opened.get(repositoryId);
  if (view === undefined) throw new NoAccessError(`no credential can access the repository ${repositoryId}`);
  const wants = ({ name }: ResourceDefinition) => names === null || names.includes(name);
  const known = await knownLists(database, listed, repositoryId);
  const begunAt = new Date(Date.now() - clockDifferenceMs);
  const isOfDifferences = names !== null;
  const differingHeads = createHeadComparison({ database, view, call });
  const context: SyncContext = {
    ...{ database, github, view, call, known, differingHeads, begunAt, isOfDifferences, isFull },
  };
  const seesItself = wants(repositories) || view.isDeleted;
  const [lists, repositoryStatus, others] = await Promise.all([
    syncLists(listed.filter(wants), context),
    seesItself ? syncItself(context) : null,
    seesItself && names !== null ? syncSwitched(names, context) : [],
  ]);
  const results = [
    ...lists,
    ...others,
    ...(repositoryStatus === null ? [] : [itselfOf(repositories.name, repositoryStatus)]),
  ].map((result) => repeated(withFeature(result, repositoryStatus), known, isFirstAttempt));
  await recordLists(database, repositoryId, results);
  await settleCountDifferences(
    database,
    repositoryId,
    probedLists.filter(
      ({ resource, isCounted }) =>
        isCounted &&
        known.get(resource)?.isCountDifferent === true &&
        lists.some((list) => list.resource === resource),
    ),
  );
  return { requests: view.requests(), lists: results };
}

/** Marks a list that failed in the sync before. */
function repeated(result: ListResult, known: SyncContext['known'], isFirstAttempt: boolean): ListResult {
  const isRepeated = isFirstAttempt && known.get(result.resource)?.state === 'failed';
  return 'state' in result && isRepeated ? { ...result, isRepeated } : result;
}

const listed = resources
  .filter((definition) => definition.inRepository && definition.list?.of === undefined)
  .filter(({ list }) => list !== undefined)
  // First the lists that cause more requests.
  .toSorted((one, other) => Number(hasChildren(other)) - Number(hasChildren(one)));

function hasChildren({ name }: ResourceDefinition): boolean {
  return resources.some(({ list }) => typeof list?.of === 'object' && list.of.resource === name);
}

/** Lists of objects that belong to others come after these, by which they are checked. */
async function syncLists(
  definitions: readonly ResourceDefinition[],
  context: SyncContext,
): Promise<ListResult[]> {
  const isOfParents = ({ list }: ResourceDefinition) =>
    list?.byParent !== undefined || list?.ofHeads !== undefined;
  const results: ListResult[] = [];
  for (const some of [definitions.filter((each) => !isOfParents(each)), definitions.filter(isOfParents)])
    results.push(...(await Promise.all(some.map((definition) => syncList(definition, context)))).flat());
  return results;
}

async function syncItself({ database, view, call }: SyncContext): Promise<VisibleRepository> {
  const repositoryStatus = requireVisible(await view.repositoryStatus(call));
  await storeAnswers(database, [repositoryStatus.seen]);
  return repositoryStatus;
}

/** Reads lists whose feature was switched on or off, which no event reports. */
async function syncSwitched(names: readonly string[], context: SyncContext): Promise<ListResult[]> {
  const { database, view, call } = context;
  const before = await storedFeatures(database, view.repositoryId);
  const repositoryStatus = await view.repositoryStatus(call);
  const isSwitched = (feature: string) =>
    repositoryStatus.isVisible && (before[feature] === false) !== repositoryStatus.isOff(feature);
  return await syncLists(
    listed.filter(
      ({ name, list }) => list?.feature !== undefined && !names.includes(name) && isSwitched(list.feature),
    ),
    context,
  );
}
