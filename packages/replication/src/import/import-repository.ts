import {
  countPages,
  type Database,
  deleteCursors,
  findBranchHeads,
  readCursors,
  recordLists,
} from '@hubtwin/database';
import type { GitHubClient, Priority } from '@hubtwin/github';
import { type ListSource, type ResourceDefinition, repositories } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { NoAccessError, requireVisible } from '../answers/repository-status.ts';
import type { Withheld } from '../answers/withheld.ts';
import { createHeadComparison } from '../fetch/create-head-comparison.ts';
import { ofParents } from '../fetch/parents-of.ts';
import { readHeadLists } from '../fetch/read-head-lists.ts';
import { isHistory, readHistory } from '../fetch/read-history.ts';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import { addUnreadable, describeUnreadable, nothingUnreadable } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';
import { attemptList } from '../sync/attempt-list.ts';
import { boundOf } from '../sync/list-bounds.ts';
import { itselfOf, type ListRange, type ListResult, withFeature } from '../sync/list-result.ts';
import { settleUnlisted } from '../sync/settle-unlisted.ts';
import { importAtOnce } from './import-at-once.ts';
import { importList, type ListCursor, listCursor } from './import-list.ts';
import { imported } from './imported.ts';
import { readUnfinishedChildren } from './read-unfinished-children.ts';

export interface ImportOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  jobId: number;
  repositoryId: number;
  priority: Priority;
  signal?: AbortSignal;
  /** Called for each stored page. */
  onPage?: () => void;
}

/** The result of an import: each list. */
export interface Imported {
  lists: ListResult[];
}

/** Prefetches several pages if a user waits; else one. */
const aheadOf = (priority: Priority) => (priority === 'low' || priority === 'normal' ? 1 : 6);

/**
 * Reads all lists of a repository into the twin, and fetches what is stored and not listed. The lists are read
 * concurrently, each with its own cursor; one that GitHub denies fails alone. After an interruption, each list
 * continues at its cursor.
 *
 * @throws NoAccessError, RepositoryWithheldError if GitHub does not return the repository, and what the GitHub client
 * throws if that concerns more than a list.
 */
export async function importRepository(options: ImportOptions): Promise<Imported> {
  const { database, github, jobId, repositoryId, priority, signal } = options;
  const opened = await openRepositoryViews({ database, github }, [repositoryId], { isDeletedToo: true });
  const view = opened.get(repositoryId);
  if (view === undefined) throw new NoAccessError(`no credential can access the repository ${repositoryId}`);
  const call = { priority, ...(signal !== undefined && { signal }) };

  const scopeOf = ({ name }: ResourceDefinition) => `import:${jobId}:${repositoryId}:${name}`;
  const scopes = imported.map(scopeOf);
  const stored = await readCursors(database, scopes);
  const progress = { jobId, repositoryId };

  const repositoryStatus = requireVisible(await view.repositoryStatus(call));
  const seen = { ...repositoryStatus.seen, source: 'import' as const };
  await storeAnswers(database, [seen]);

  const differingHeads = createHeadComparison({ database, view, call });
  const onParents = () => options.onPage?.();
  async function read(
    definition: ResourceDefinition,
    list: ListSource,
    defaultHead: string | null,
  ): Promise<ListRange | Withheld | null> {
    if (view === undefined) return null;
    const scope = scopeOf(definition);
    if (list.ofHeads !== undefined) {
      const heads = await differingHeads(definition);
      return await readHeadLists(definition, list.ofHeads, heads, {
        ...{ database, view, source: 'import', ...call },
        async onList() {
          await countPages(database, progress, { done: 1, total: 1 });
          options.onPage?.();
        },
      });
    }
    const parents = ofParents(definition);
    if (parents !== null && isReadAtOnce(definition)) {
      const options = { database, view, scope, stored: stored.get(scope), onPage: onParents, ...call };
      return await importAtOnce(parents, parents.byParent.nodes ?? null, options);
    }
    const cursor = cursorOf(stored.get(scope), list, defaultHead);
    if (cursor === null) return null;
    // Pages that an earlier attempt counted are not counted again.
    let known = cursor.last;
    const end = await importList(definition, list, view, {
      ...call,
      database,
      scope,
      cursor,
      ahead: aheadOf(priority),
      async onPage({ last }) {
        await countPages(database, progress, { done: 1, total: Math.max(0, last - known) });
        known = Math.max(known, last);
        options.onPage?.();
      },
    });
    const begunAt = new Date(end.startedAt);
    const ancestors =
      isHistory(definition) && defaultHead !== null
        ? await readHistory(definition, { database, view, heads: [defaultHead], ...call })
        : nothingUnreadable;
    const incomplete = describeUnreadable(addUnreadable(end.unreadable, ancestors));
    // Unreadable objects may be the ones that are not listed.
    const withheld =
      incomplete === null ? await settleUnlisted(definition, { database, view, call }, begunAt) : null;
    return withheld ?? { readUntil: boundOf(begunAt), incomplete };
  }

  const context = { view, call };
  async function attempt(
    definition: ResourceDefinition & { list: ListSource },
    defaultHead: string | null,
  ): Promise<ListResult[]> {
    const { name, list } = definition;
    const own = await attemptList(name, list, context, () => read(definition, list, defaultHead));
    const children = await readUnfinishedChildren(definition, {
      ...call,
      database,
      source: 'import',
      changedSince: null,
      ...context,
      attempt: (child, childList, work) => attemptList(child, childList, context, work),
    });
    return [own, ...children];
  }
  // Histories start at branches, so they are read after them, while the other lists are read.
  const histories = async () => {
    const first = await Promise.all(
      imported.filter(leadsToHistories).map((definition) => attempt(definition, null)),
    );
    const heads = await findBranchHeads(database, repositoryId);
    const head = heads.get(String(seen.raw.default_branch)) ?? null;
    const later = imported.filter(isHistory).map((definition) => attempt(definition, head));
    return [...first.flat(), ...(await Promise.all(later)).flat()];
  };
  const others = imported.filter(
    (each) => !leadsToHistories(each) && !isHistory(each) && !isReadAtOnce(each),
  );
  const attempted = await Promise.all([
    histories(),
    ...others.map((definition) => attempt(definition, null)),
  ]);
  // Read for the stored parents.
  const atOnce = await Promise.all(
    imported.filter(isReadAtOnce).map((definition) => attempt(definition, null)),
  );
  const lists = [itselfOf(repositories.name, repositoryStatus), ...attempted.flat(), ...atOnce.flat()].map(
    (result) => withFeature(result, repositoryStatus),
  );
  await recordLists(database, repositoryId, lists);
  if (lists.every((result) => !('state' in result) || result.state !== 'failed'))
    await deleteCursors(database, scopes);
  return { lists };
}

const isReadAtOnce = ({ list }: ResourceDefinition) =>
  list?.byParent?.nodes !== undefined || list?.byParent?.isOnlyList === true || list?.ofHeads !== undefined;

const leadsToHistories = ({ list }: ResourceDefinition) => list?.leadsTo !== undefined;

function cursorOf(stored: unknown, list: ListSource, defaultHead: string | null): ListCursor | null {
  const parsed = listCursor.safeParse(stored);
  if (parsed.success) return parsed.data;
  if (list.history !== undefined && defaultHead === null) return null;
  const now = new Date().toISOString();
  return {
    next: null,
    done: false,
    pages: 0,
    last: 0,
    startedAt: now,
    endedAt: now,
    start: list.history?.startsAt(defaultHead ?? '') ?? {},
    unreadable: nothingUnreadable,
  };
}
