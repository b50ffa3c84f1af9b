import {
  applyObservations,
  countPages,
  type Database,
  deleteCursors,
  findBranchHeads,
  readCursors,
} from '@hubtwin/database';
import { type GitHubClient, GitHubPermissionError, type Priority } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import { openRepositoryViews, type RepositoryView } from '../fetch/repository-views.ts';
import { observeFetched } from '../observe.ts';
import { observeEmbedded } from '../observe-embedded.ts';
import { branches } from '../resources/branches.ts';
import { repositories } from '../resources/repositories.ts';
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
  /** Told of each page once it is stored. */
  onPage?: () => void;
}

/** What came of an import: which lists could not be read, and why. */
export interface Imported {
  failures: { resource: string; error: unknown }[];
}

/** Nobody who is configured sees the repository, or it is not stored. */
export class NoAccessError extends Error {
  override readonly name = 'NoAccessError';
  readonly code = 'no_access';
}

/** A person who waits is served by many pages at once; else one is read ahead of the one that is stored. */
const aheadOf = (priority: Priority) => (priority === 'low' || priority === 'normal' ? 1 : 6);

/**
 * Reads all that GitHub lists of a repository into the twin. Its lists are read beside each other, each with a
 * cursor of its own; one that fails does not fail the others. Interrupted, it goes on where each list was.
 *
 * @throws NoAccessError, and what asking for the repository itself throws.
 */
export async function importRepository(options: ImportOptions): Promise<Imported> {
  const { database, github, jobId, repositoryId, priority, signal } = options;
  const views = await openRepositoryViews({ database, github }, [repositoryId]);
  const found = views.get(repositoryId);
  if (found === undefined) throw new NoAccessError(`nobody sees the repository ${repositoryId}`);
  const view: RepositoryView = found;
  const call = { priority, ...(signal !== undefined && { signal }) };

  const scopeOf = ({ name }: ResourceDefinition) => `import:${jobId}:${repositoryId}:${name}`;
  const scopes = imported.map(scopeOf);
  const stored = await readCursors(database, scopes);
  const progress = { jobId, repositoryId };

  const { data, askedAt } = await view.github.ask(
    'GET /repositories/{repository_id}',
    { repository_id: repositoryId },
    call,
  );
  const seen = observeFetched(repositories, data, { repositoryId, source: 'import', askedAt });
  await database
    .transaction()
    .execute((transaction) => applyObservations(transaction, [seen, ...observeEmbedded([seen])]));

  async function read(definition: ResourceDefinition, list: ListSource, defaultHead: string | null) {
    const scope = scopeOf(definition);
    const cursor = cursorOf(stored.get(scope), list, defaultHead);
    if (cursor === null) return;
    // What an attempt before has counted is not counted again.
    let known = cursor.last;
    await importList(definition, list, view, {
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
    await readUnfinishedChildren(definition, { ...call, database, view, source: 'import' });
  }

  const failures: Imported['failures'] = [];
  const attempt = async (
    definition: ResourceDefinition & { list: ListSource },
    defaultHead: string | null,
  ) => {
    try {
      await read(definition, definition.list, defaultHead);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      // What the App is not permitted to read is not part of this twin.
      if (error instanceof GitHubPermissionError) return;
      failures.push({ resource: definition.name, error });
    }
  };
  // A history is told from a branch; meanwhile the others are read.
  const histories = async () => {
    await Promise.all(imported.filter(isBranches).map((definition) => attempt(definition, null)));
    const heads = await findBranchHeads(database, repositoryId);
    const head = heads.get(String(seen.raw.default_branch)) ?? null;
    await Promise.all(imported.filter(isHistory).map((definition) => attempt(definition, head)));
  };
  const others = imported.filter((definition) => !isBranches(definition) && !isHistory(definition));
  await Promise.all([histories(), ...others.map((definition) => attempt(definition, null))]);
  if (failures.length === 0) await deleteCursors(database, scopes);
  return { failures };
}

const isHistory = ({ list }: ResourceDefinition) => list?.startsAt !== undefined;
const isBranches = ({ name }: ResourceDefinition) => name === branches.name;

function cursorOf(stored: unknown, list: ListSource, defaultHead: string | null): ListCursor | null {
  const parsed = listCursor.safeParse(stored);
  if (parsed.success) return parsed.data;
  const start = list.startsAt === undefined ? {} : list.startsAt({ defaultHead });
  return start === null
    ? null
    : { page: 1, done: false, last: 0, startedAt: new Date().toISOString(), start };
}
