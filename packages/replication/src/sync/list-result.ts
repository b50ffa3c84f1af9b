import type { PartList, RestrictionState } from '@hubtwin/database';
import type { Standing, VisibleStanding } from '../answers/standing.ts';
import { resources } from '../resources/index.ts';

/** How far a list was read. */
export interface ListRange {
  /** The time up to which it is known completely now; null: GitHub shows it, no more is known. */
  readUntil: Date | null;
  /** What of the whole list cannot be read; null: all can be. Undefined where only a part of it was read, and could be. */
  incomplete?: string | null;
}

/** What came of a list: GitHub showed it, or not. */
export type ListResult = { resource: string } & (
  | ListRange
  | {
      state: RestrictionState;
      reason: string;
      /** What made it fail, where trying again may help; null of a refusal. */
      error: unknown;
    }
);

/** A list whose feature is off is not shown, although GitHub answers it with what else it holds. */
export function withFeature(result: ListResult, standing: Standing | null): ListResult {
  const { resource } = result;
  const feature = resources.find(({ name }) => name === resource)?.list?.feature;
  if ('state' in result || standing?.isVisible !== true || !standing.isOff(feature)) return result;
  return { resource, state: 'disabled', reason: `${feature} is false`, error: null };
}

/** The repository as a whole. */
export const itselfOf = (resource: string, { blocked }: VisibleStanding): ListResult =>
  blocked === null
    ? { resource, readUntil: null }
    : { resource, state: 'blocked', reason: blocked, error: null };

const endOf = (result: ListResult): PartList => {
  const { resource } = result;
  if ('state' in result)
    return {
      resource,
      leftOut: `${resource}: ${result.state} (${result.reason})`,
      isFailed: result.state === 'failed',
    };
  const leftOut = result.incomplete == null ? null : `${resource}: incomplete (${result.incomplete})`;
  return { resource, leftOut, isFailed: false };
};

/** The resources whose lists have to be requested again: those that failed, or what they are listed of. */
export function resourcesToRetry(lists: readonly PartList[]): string[] {
  const failed = lists.filter(({ isFailed }) => isFailed);
  const listed = failed.map(({ resource }) => {
    const of = resources.find(({ name }) => name === resource)?.list?.of;
    return typeof of === 'object' ? of.resource : resource;
  });
  return [...new Set(listed)];
}

/**
 * How a part ends that read these lists: what failed, to be thrown where it is tried again, and what is told of it.
 *
 * @param earlier what earlier attempts found; of what failed then, only this attempt counts.
 */
export function endOfLists(
  results: readonly ListResult[],
  earlier: readonly PartList[] = [],
): {
  failure: unknown;
  error: string | null;
  leftOut: string | null;
  lists: PartList[];
} {
  const own = results.map(endOf);
  const isRead = ({ resource }: PartList) => own.some((list) => list.resource === resource);
  const lists = [...earlier.filter((list) => !list.isFailed && !isRead(list)), ...own];
  const failed = results.find((result) => 'state' in result && result.state === 'failed');
  const isAnyShown = lists.length === 0 || lists.some(({ isFailed }) => !isFailed);
  const lines = lists.flatMap(({ leftOut }) => leftOut ?? []);
  // Those that GitHub did not show, or not so that they can be read, each with the reason.
  const leftOut = lines.length === 0 ? null : lines.sort().join('\n');
  return {
    failure: failed !== undefined && 'error' in failed ? failed.error : null,
    error: failed === undefined ? null : leftOut,
    leftOut: isAnyShown ? leftOut : null,
    lists,
  };
}
