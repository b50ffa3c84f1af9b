import type { Observation } from '@hubtwin/database';
import type { ResourceDefinition } from '@hubtwin/resources';
import { cleanReason } from './answers/clean-reason.ts';
import { type FetchOrigin, observeFetched, UnreadableObjectError } from './observe.ts';

/** The items of a list that could not be read, while the others were. */
export interface Unreadable {
  count: number;
  /** Why the first one could not be read; null: it was null. */
  reason: string | null;
}

export const nothingUnreadable: Unreadable = { count: 0, reason: null };

export const addUnreadable = (one: Unreadable, other: Unreadable): Unreadable => ({
  count: one.count + other.count,
  reason: one.reason ?? other.reason,
});

/** Describes what is missing from a list in one line; null if everything was read. */
export const describeUnreadable = ({ count, reason }: Unreadable): string | null =>
  count === 0
    ? null
    : cleanReason(
        `${count} ${count === 1 ? 'object' : 'objects'} cannot be read: ${reason ?? 'null in the list'}`,
      );

/**
 * Observes the items of a list: one that does not match its schema is skipped and counted; items of other resources
 * are skipped.
 */
export function observeItems(
  definition: ResourceDefinition,
  { items, nulls }: { items: readonly unknown[]; nulls: number },
  origin: FetchOrigin,
): { observations: Observation[]; unreadable: Unreadable } {
  let unreadable: Unreadable = { count: nulls, reason: null };
  const from = { request: routeOf(definition), ...origin };
  const observations = items.flatMap((item) => {
    try {
      if (definition.list?.omits?.(Object(item)) === true) return [];
      return [observeFetched(definition, item, from)];
    } catch (error) {
      if (!(error instanceof UnreadableObjectError)) throw error;
      unreadable = addUnreadable(unreadable, { count: 1, reason: `${nameOf(item)}${error.message}` });
      return [];
    }
  });
  return { observations, unreadable };
}

/** How the list is read, unless its reader knows another route. */
function routeOf({ list }: ResourceDefinition): string {
  const isGraphql = list?.connection !== undefined || list?.byParent?.nodes !== undefined;
  return isGraphql || list === undefined ? 'POST /graphql' : list.route;
}

function nameOf(item: unknown): string {
  const { id, sha, name } = Object(item);
  const known = [id, sha, name].find((key) => typeof key === 'number' || typeof key === 'string');
  return known === undefined ? '' : `${known}: `;
}
