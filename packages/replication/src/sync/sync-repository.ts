import {
  type Database,
  findUnfinished,
  findUnlisted,
  type KnownOfList,
  knownOfLists,
} from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ResourceDefinition } from '../define-resource.ts';
import { countRequests } from '../fetch/count-requests.ts';
import { fetchObject } from '../fetch/fetch-object.ts';
import { readList } from '../fetch/read-list.ts';
import { openRepositoryViews, type RepositoryView } from '../fetch/repository-views.ts';
import { settleDoubts } from '../fetch/settle-doubts.ts';
import { targetOf } from '../fetch/target-of.ts';
import { NoAccessError } from '../import/import-repository.ts';
import { readUnfinishedChildren } from '../import/read-unfinished-children.ts';
import { observeFetched, observeGone } from '../observe.ts';
import { branches } from '../resources/branches.ts';
import { resources } from '../resources/index.ts';
import { repositories } from '../resources/repositories.ts';
import { storeSeen } from '../store-seen.ts';

export interface SyncOptions extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
}

interface Work extends Pick<SyncOptions, 'database' | 'github'> {
  view: RepositoryView;
  call: CallOptions;
  /** What the twin knows of the lists that are read, by resource. */
  known: ReadonlyMap<string, KnownOfList>;
}

const mostUnlisted = 500;

/**
 * Brings resources of a repository to what GitHub has: of long lists what changed since the twin's newest, of
 * short ones all, where what is missing is asked for before it is called deleted.
 *
 * @param names of resources; null: all that GitHub lists, and the repository itself.
 * @returns how many requests GitHub answered.
 * @throws NoAccessError, and what the GitHub client throws.
 */
export async function syncRepository(
  repositoryId: number,
  names: readonly string[] | null,
  { database, github, ...call }: SyncOptions,
): Promise<number> {
  const views = await openRepositoryViews({ database, github }, [repositoryId]);
  const seen = views.get(repositoryId);
  if (seen === undefined) throw new NoAccessError(`nobody sees the repository ${repositoryId}`);
  const { github: counted, count } = countRequests(seen.github);
  const wants = ({ name }: ResourceDefinition) => names === null || names.includes(name);
  const lists = resources
    .filter((definition) => definition.inRepository && definition.list?.of === undefined && wants(definition))
    // First what leads to more questions.
    .sort((one, other) => Number(hasChildren(other)) - Number(hasChildren(one)));
  const known = await knownOfLists(
    database,
    lists.map((resource) => ({ resource, newestBy: resource.list?.knownBy ?? null })),
    repositoryId,
  );
  const work: Work = { database, github, view: { ...seen, github: counted }, call, known };
  // A history begins at a branch's head. Where the twin knew one, GitHub need not be asked for branches first: it
  // begins at the default one by itself.
  const [histories, others] = [lists.filter(isHistory), lists.filter((definition) => !isHistory(definition))];
  const isBegun = histories.length > 0 && (await storedHead(work)) !== null;
  await Promise.all([
    wants(repositories) ? syncItself(work) : undefined,
    ...others.map((definition) => syncList(definition, work, {})),
    ...(isBegun ? histories : []).map((definition) => syncList(definition, work, {})),
  ]);
  if (histories.length === 0 || isBegun) return count();
  if (!others.includes(branches)) await syncList(branches, work, {});
  const defaultHead = await storedHead(work);
  await Promise.all(
    histories.map(async (definition) => {
      const start = definition.list?.startsAt?.({ defaultHead }) ?? null;
      if (start !== null) await syncList(definition, work, start);
    }),
  );
  return count();
}

const hasChildren = ({ name }: ResourceDefinition) =>
  resources.some(({ list }) => typeof list?.of === 'object' && list.of.resource === name);

const isHistory = ({ list }: ResourceDefinition) => list?.startsAt !== undefined;

async function syncItself({ database, view, call }: Work): Promise<void> {
  const { repositoryId } = view;
  const parameters = { repository_id: repositoryId };
  const { data, askedAt } = await view.github.ask('GET /repositories/{repository_id}', parameters, call);
  const seen = observeFetched(repositories, data, { repositoryId, source: 'sync', askedAt });
  await storeSeen(database, [seen]);
}

/** The head of the default branch, as far as the twin knows; null where it knows none. */
async function storedHead({ database, view }: Work): Promise<string | null> {
  const head = await database
    .selectFrom('repositories as r')
    .innerJoin('branches as b', (join) =>
      join.onRef('b.repository_id', '=', 'r.id').onRef('b.name', '=', 'r.default_branch'),
    )
    .select('b.sha')
    .where('r.id', '=', view.repositoryId)
    .where('b.deleted_at', 'is', null)
    .executeTakeFirst();
  return head?.sha ?? null;
}

async function syncList(
  definition: ResourceDefinition,
  work: Work,
  start: Record<string, string>,
): Promise<void> {
  const { list } = definition;
  if (list === undefined) return;
  const { database, github, view, known, call } = work;
  const { repositoryId } = view;
  // What is read only for the sake of another list is read whole.
  const { newest, isDoubtful } = known.get(definition.name) ?? { newest: null, isDoubtful: false };
  const isPartial = list.changedSince !== undefined && (newest !== null || list.newestFirst === true);
  const order = isPartial ? list.changedSince?.(newest ?? '') : list.whole;
  const { begunAt, leavesDoubts } = await readList(
    definition,
    list,
    { ...order, ...start },
    { database, view, ...(isPartial && { newest }), ...call },
  );
  if (!isPartial && list.complete) await settleUnlisted(definition, work, begunAt);
  // What a list of changes does not show, for being older than what is known.
  if (isDoubtful || leavesDoubts) await settleDoubts(definition, repositoryId, { database, github, ...call });
  await settleUnfinished(definition, work, begunAt);
}

/** Asks for what should have ended by now and was not in the list: its end may be what got lost. */
async function settleUnfinished(
  definition: ResourceDefinition,
  { database, view, call }: Work,
  since: Date,
): Promise<void> {
  const { ends, item } = definition;
  if (ends === undefined || item === undefined) return;
  const { repositoryId } = view;
  const found = await findUnfinished(database, definition, ends, {
    repositoryId,
    since,
    limit: mostUnlisted,
  });
  const target = targetOf(view, call);
  const asked = await Promise.all(found.map((object) => fetchObject(definition, item, object, target, call)));
  await storeSeen(
    database,
    asked.filter((observation) => observation !== null),
  );
  await readUnfinishedChildren(definition, { database, view, source: 'sync', ...call });
}

/** Asks for what a whole list did not show: gone, or only moved while it was read. */
async function settleUnlisted(
  definition: ResourceDefinition,
  { database, view, call }: Work,
  since: Date,
): Promise<void> {
  const { item } = definition;
  const { repositoryId } = view;
  const unlisted = await findUnlisted(database, definition, { repositoryId, since, limit: mostUnlisted });
  if (unlisted.length === 0) return;
  if (item === undefined) {
    // There is nothing else to ask: that a whole list does not show it is the proof.
    const finding = { repositoryId, source: 'sync', askedAt: since } as const;
    await storeSeen(
      database,
      unlisted.map((object) => observeGone(definition, object, finding)),
    );
    return;
  }
  const target = targetOf(view, call);
  const asked = await Promise.all(
    unlisted.map((object) => fetchObject(definition, item, object, target, { ...call, isUnlisted: true })),
  );
  await storeSeen(
    database,
    asked.filter((observation) => observation !== null),
  );
}
