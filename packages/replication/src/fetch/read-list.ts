import { type Database, dropKnown, isStored, type Observation } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import { observeFetched } from '../observe.ts';
import { storeSeen } from '../store-seen.ts';
import type { RepositoryView } from './repository-views.ts';

export interface ReadListOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  /**
   * The newest of what is known: a list that shows the newest first is left there; null: where a page ends with
   * what is stored. Without it, all is read.
   */
  newest?: string | null;
}

export interface ListRead {
  /** When the first page was asked for. */
  begunAt: Date;
  /** Whether some of what it showed is in doubt, as for being older than what is known. */
  leavesDoubts: boolean;
}

/**
 * Stores a list of a repository page by page.
 */
export async function readList(
  definition: ResourceDefinition,
  list: ListSource,
  query: Record<string, string>,
  { database, view, newest, ...call }: ReadListOptions,
): Promise<ListRead> {
  const { github, owner, repo, repositoryId } = view;
  const parameters = { owner, repo, per_page: 100, ...list.query, ...query };
  let begunAt: Date | undefined;
  let leavesDoubts = false;
  // Nobody asks again for what changed since this very moment.
  const once = typeof newest === 'string' && list.newestFirst !== true;
  for await (const page of github.pages(list.route, parameters, { ...call, once })) {
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
    const news = newest === undefined ? observations : await dropEnded(database, definition, observations);
    const doubtful = await storeSeen(database, news);
    leavesDoubts ||= doubtful.some(({ resource }) => resource === definition.name);
    if (isKnown) break;
  }
  return { begunAt: begunAt ?? new Date(), leavesDoubts };
}

/** Leaves out what is known; but for what has not ended, of which it is news that it still has not. */
async function dropEnded(
  database: Kysely<Database>,
  { ends, immutable: areImmutable = false, columns }: ResourceDefinition,
  observations: readonly Observation[],
): Promise<Observation[]> {
  const goesOn = ({ raw }: Observation) => ends !== undefined && columns(raw)[ends.column] !== ends.with;
  const ended = observations.filter((seen) => !goesOn(seen));
  return [...observations.filter(goesOn), ...(await dropKnown(database, ended, { areImmutable }))];
}
