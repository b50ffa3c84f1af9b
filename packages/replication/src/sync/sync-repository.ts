import {
  applyObservations,
  type Database,
  dropKnown,
  findBranchHeads,
  findUnlisted,
  isStored,
  newestOf,
  type Observation,
} from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import { fetchObject } from '../fetch/fetch-object.ts';
import { openRepositoryViews, type RepositoryView } from '../fetch/repository-views.ts';
import { targetOf } from '../fetch/target-of.ts';
import { NoAccessError } from '../import/import-repository.ts';
import { observeFetched, observeGone } from '../observe.ts';
import { observeEmbedded } from '../observe-embedded.ts';
import { branches } from '../resources/branches.ts';
import { resources } from '../resources/index.ts';
import { repositories } from '../resources/repositories.ts';

export interface SyncOptions extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
}

interface Work extends SyncOptions {
  view: RepositoryView;
}

const mostUnlisted = 500;

/**
 * Brings resources of a repository to what GitHub has: of long lists what changed since the twin's newest, of
 * short ones all, where what is missing is asked for before it is called deleted.
 *
 * @param names of resources; null: all that GitHub lists, and the repository itself.
 * @throws NoAccessError, and what the GitHub client throws.
 */
export async function syncRepository(
  repositoryId: number,
  names: readonly string[] | null,
  options: SyncOptions,
): Promise<void> {
  const views = await openRepositoryViews(options, [repositoryId]);
  const view = views.get(repositoryId);
  if (view === undefined) throw new NoAccessError(`nobody sees the repository ${repositoryId}`);
  const work: Work = { ...options, view };
  const wants = ({ name }: ResourceDefinition) => names === null || names.includes(name);
  const lists = resources.filter(
    (definition) => definition.inRepository && definition.list?.of === undefined && wants(definition),
  );
  // A history begins at a branch's head. Where the twin knew one, GitHub need not be asked for branches first: it
  // begins at the default one by itself.
  const [histories, others] = [lists.filter(isHistory), lists.filter((definition) => !isHistory(definition))];
  const isBegun = histories.length > 0 && (await storedHead(work)) !== null;
  await Promise.all([
    wants(repositories) ? syncItself(work) : undefined,
    ...others.map((definition) => syncList(definition, work, {})),
    ...(isBegun ? histories : []).map((definition) => syncList(definition, work, {})),
  ]);
  if (histories.length === 0 || isBegun) return;
  if (!others.includes(branches)) await syncList(branches, work, {});
  const defaultHead = await storedHead(work);
  await Promise.all(
    histories.map(async (definition) => {
      const start = definition.list?.startsAt?.({ defaultHead }) ?? null;
      if (start !== null) await syncList(definition, work, start);
    }),
  );
}

const isHistory = ({ list }: ResourceDefinition) => list?.startsAt !== undefined;

async function syncItself({ database, view, github: _, ...call }: Work): Promise<void> {
  const { repositoryId } = view;
  const parameters = { repository_id: repositoryId };
  const { data, askedAt } = await view.github.ask('GET /repositories/{repository_id}', parameters, call);
  const seen = observeFetched(repositories, data, { repositoryId, source: 'sync', askedAt });
  await store(database, [seen]);
}

/** The head of the default branch, as far as the twin knows; null where it knows none. */
async function storedHead({ database, view }: Work): Promise<string | null> {
  const { default_branch: name } = await database
    .selectFrom('repositories')
    .select('default_branch')
    .where('id', '=', view.repositoryId)
    .executeTakeFirstOrThrow();
  const heads = await findBranchHeads(database, view.repositoryId);
  return heads.get(name ?? '') ?? null;
}

async function syncList(
  definition: ResourceDefinition,
  work: Work,
  start: Record<string, string>,
): Promise<void> {
  const { list } = definition;
  if (list === undefined) return;
  const { database, view } = work;
  const { repositoryId } = view;
  const newest =
    list.knownBy === undefined ? null : await newestOf(database, definition, repositoryId, list.knownBy);
  const isPartial = list.changedSince !== undefined && (newest !== null || list.newestFirst === true);
  const order = isPartial ? list.changedSince?.(newest ?? '') : list.whole;
  const begunAt = await readList(
    definition,
    list,
    work,
    { ...order, ...start },
    isPartial ? newest : undefined,
  );
  if (!isPartial && list.complete) await settleUnlisted(definition, work, begunAt);
}

/**
 * Stores a list page by page.
 *
 * @param newest of what is known: a list that shows the newest first is left there. Undefined: all is read.
 * @returns when the first page was asked for.
 */
async function readList(
  definition: ResourceDefinition,
  list: ListSource,
  { database, view, github: _, ...call }: Work,
  query: Record<string, string>,
  newest: string | null | undefined,
): Promise<Date> {
  const { github, owner, repo, repositoryId } = view;
  let begunAt: Date | undefined;
  for await (const page of github.pages(
    list.route,
    { owner, repo, per_page: 100, ...list.query, ...query },
    call,
  )) {
    const { askedAt } = page.response;
    begunAt ??= askedAt;
    const observations = page.items
      .filter((item) => !(list.omits?.(Object(item)) ?? false))
      .map((item) => observeFetched(definition, item, { repositoryId, source: 'sync', askedAt }));
    const last = observations.at(-1);
    const isKnown =
      newest !== undefined && list.newestFirst === true && last !== undefined
        ? newest === null
          ? await isStored(database, last)
          : last.clock <= newest
        : false;
    // A list of changes is left where what is known begins, which is in the middle of a page.
    const areImmutable = definition.immutable === true;
    await store(
      database,
      newest === undefined ? observations : await dropKnown(database, observations, { areImmutable }),
    );
    if (isKnown) break;
  }
  return begunAt ?? new Date();
}

/** Asks for what a whole list did not show: gone, or only moved while it was read. */
async function settleUnlisted(
  definition: ResourceDefinition,
  { database, view, github: _, ...call }: Work,
  since: Date,
): Promise<void> {
  const { item } = definition;
  const { repositoryId } = view;
  const unlisted = await findUnlisted(database, definition, { repositoryId, since, limit: mostUnlisted });
  if (unlisted.length === 0) return;
  if (item === undefined) {
    // There is nothing else to ask: that a whole list does not show it is the proof.
    const finding = { repositoryId, source: 'sync', askedAt: since } as const;
    await store(
      database,
      unlisted.map((object) => observeGone(definition, object, finding)),
    );
    return;
  }
  const target = targetOf(view, call);
  const asked = await Promise.all(
    unlisted.map((object) => fetchObject(definition, item, object, target, call)),
  );
  await store(
    database,
    asked.filter((observation) => observation !== null),
  );
}

const store = (database: Kysely<Database>, observations: readonly Observation[]) =>
  database
    .transaction()
    .execute((transaction) =>
      applyObservations(transaction, [...observations, ...observeEmbedded(observations)]),
    );
