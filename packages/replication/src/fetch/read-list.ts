import { type Database, dropKnown, type Observation } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ListSource, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { addUnreadable, nothingUnreadable, observeItems, type Unreadable } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';
import type { RepositoryView } from './create-repository-view.ts';
import { pagesOf } from './pages-of.ts';

export interface ReadListOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  /**
   * When the list was last read completely: a list with the newest first is read up to that time, and only new or
   * changed objects are stored. Null: everything is read and stored.
   */
  readUntil: Date | null;
  /** Runs on the observations of a page before they are stored. */
  beforeStoring?: (seen: readonly Observation[]) => Promise<void>;
}

/** A list that was read to its end, or up to known objects. */
export interface ListRead {
  /** The time of the first request. */
  begunAt: Date;
  /** Whether some of its objects are uncertain, for example older than the stored version. */
  leavesUncertain: boolean;
  unreadable: Unreadable;
  /** The objects in a list of changes, by `keyTextOf`. */
  shown: ReadonlySet<string>;
}

export const keyTextOf = (key: Observation['key'], definition: ResourceDefinition): string =>
  definition.key.map((column) => key[column]).join('/');

/**
 * Stores a list of a repository page by page.
 *
 * @throws what the GitHub client throws; pages read before remain stored.
 */
export async function readList(
  definition: ResourceDefinition,
  list: ListSource,
  query: Record<string, string>,
  { database, view, readUntil, beforeStoring, ...call }: ReadListOptions,
): Promise<ListRead> {
  const { owner, repo, repositoryId } = view;
  const parameters = { owner, repo, per_page: 100, ...list.query, ...query };
  const shown = new Set<string>();
  let begunAt: Date | undefined;
  let leavesUncertain = false;
  let unreadable = nothingUnreadable;
  // This time is never requested again, so the answer need not be kept for a conditional request.
  const once = readUntil !== null && list.newestFirst !== true;
  for await (const page of pagesOf(list, view, parameters, { ...call, once })) {
    const { requestedAt } = page.response;
    begunAt ??= requestedAt;
    const found = observeItems(definition, page, { repositoryId, source: 'sync', requestedAt });
    const { observations } = found;
    unreadable = addUnreadable(unreadable, found.unreadable);
    if (readUntil !== null) for (const { key } of observations) shown.add(keyTextOf(key, definition));
    const last = observations.at(-1);
    const isKnown =
      readUntil !== null &&
      list.newestFirst === true &&
      last !== undefined &&
      wasRead(definition, last, readUntil);
    // Reading a list of changes stops in the middle of the page where known objects start.
    const changed = readUntil === null ? observations : await dropEnded(database, definition, observations);
    await beforeStoring?.(changed);
    const { uncertain, ...stored } = await storeAnswers(database, changed);
    unreadable = addUnreadable(unreadable, stored.unreadable);
    leavesUncertain ||= uncertain.some(({ resource }) => resource === definition.name);
    if (isKnown) break;
  }
  return { begunAt: begunAt ?? new Date(), leavesUncertain, unreadable, shown };
}

/** Whether an object was already in the previous read, by the time that orders the list. */
function wasRead({ list, columns }: ResourceDefinition, object: Observation, readUntil: Date): boolean {
  const time = list?.cursorColumn === undefined ? null : columns(object.raw)[list.cursorColumn];
  return typeof time === 'string' && Date.parse(time) < readUntil.getTime();
}

/** Drops known objects, except unfinished ones, whose unchanged state is recorded. */
async function dropEnded(
  database: Kysely<Database>,
  { terminalState, immutable: areImmutable = false, columns }: ResourceDefinition,
  observations: readonly Observation[],
): Promise<Observation[]> {
  const isUnfinished = ({ raw }: Observation) =>
    terminalState !== undefined && columns(raw)[terminalState.column] !== terminalState.value;
  const ended = observations.filter((seen) => !isUnfinished(seen));
  return [...observations.filter(isUnfinished), ...(await dropKnown(database, ended, { areImmutable }))];
}
