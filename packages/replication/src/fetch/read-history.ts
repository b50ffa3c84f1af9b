import { type Database, dropKnown, findHistoryGaps, recordUnavailableCommit } from '@hubtwin/database';
import { type CallOptions, GitHubNotFoundError, GitHubValidationError } from '@hubtwin/github';
import type { History, ListSource, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { addUnreadable, nothingUnreadable, observeItems, type Unreadable } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';
import type { RepositoryView } from './create-repository-view.ts';

export interface ReadHistoryOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  /** The commits that the history starts at; null: the head of the default branch. */
  heads: readonly string[] | null;
  /** Maximum of newest pages to read of a history that was never read completely. */
  maxPages?: number;
}

type Definition = ResourceDefinition & { list: ListSource & { history: History } };

export const isHistory = (definition: ResourceDefinition): definition is Definition =>
  definition.list?.history !== undefined;

/**
 * Stores the ancestors of commits that are not stored yet, page by page. Gaps are recorded with the stored commits,
 * so that the next read continues there after an interruption.
 *
 * @returns what cannot be read of it.
 * @throws what the GitHub client throws.
 */
export async function readHistory(
  definition: Definition,
  { heads, maxPages, ...rest }: ReadHistoryOptions,
): Promise<Unreadable> {
  const { database, view } = rest;
  const options = { ...rest, heads: heads ?? [], maxPages };
  let unreadable = heads === null ? await readFrom(definition, null, options) : nothingUnreadable;
  if (maxPages !== undefined) return unreadable;
  for (;;) {
    const [sha] = await findHistoryGaps(database, view.repositoryId, options.heads);
    if (sha === undefined) return unreadable;
    unreadable = addUnreadable(unreadable, await readFrom(definition, sha, options));
  }
}

type FromOptions = Omit<ReadHistoryOptions, 'heads' | 'maxPages'> & {
  heads: readonly string[];
  maxPages: number | undefined;
};

/**
 * Reads from a missing commit, or the head of the default branch (null), until every parent on a page is stored, or a
 * page has nothing new.
 */
async function readFrom(
  definition: Definition,
  sha: string | null,
  { database, view, heads, maxPages, ...call }: FromOptions,
): Promise<Unreadable> {
  const { route, query, history } = definition.list;
  const { github, owner, repo, repositoryId } = view;
  const parameters = { owner, repo, per_page: 100, ...query, ...(sha !== null && history.startsAt(sha)) };
  let unreadable = nothingUnreadable;
  let expected = new Set<string>();
  let pages = 0;
  const findGaps = () => findHistoryGaps(database, repositoryId, heads);
  try {
    for await (const page of github.pages(route, parameters, call)) {
      const origin = { repositoryId, source: 'sync', requestedAt: page.response.requestedAt } as const;
      const found = observeItems(definition, page, origin);
      unreadable = addUnreadable(unreadable, found.unreadable);
      const changed = await dropKnown(database, found.observations, { areImmutable: true });
      unreadable = addUnreadable(unreadable, (await storeAnswers(database, changed)).unreadable);
      const parents = changed.flatMap(({ raw }) => history.parentsOf(raw));
      expected = expected.union(new Set(parents)).intersection(new Set(await findGaps()));
      pages += 1;
      if (changed.length === 0 || expected.size === 0 || pages === maxPages) break;
    }
  } catch (error) {
    // For a head, the error concerns the list; for an ancestor, GitHub has deleted the commits of a rewritten branch.
    if (sha === null || heads.includes(sha) || !isUnknown(error)) throw error;
  }
  if (sha !== null && (await findGaps()).includes(sha))
    await recordUnavailableCommit(database, { repositoryId, sha });
  return unreadable;
}

const isUnknown = (error: unknown) =>
  error instanceof GitHubNotFoundError || error instanceof GitHubValidationError;
