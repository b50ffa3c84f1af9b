import type { RestrictionState } from '@hubtwin/database';
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

/** The lists that GitHub did not show, or not so that they can be read, each with the reason, a line each; null where it showed all. */
function describeLeftOut(results: readonly ListResult[]): string | null {
  const lines = results.flatMap((result) => {
    if ('state' in result) return [`${result.resource}: ${result.state} (${result.reason})`];
    return result.incomplete == null ? [] : [`${result.resource}: incomplete (${result.incomplete})`];
  });
  return lines.length === 0 ? null : lines.sort().join('\n');
}

/** How a part ends that read these lists: what failed, to be thrown where it is tried again, and what is told of it. */
export function endOfLists(lists: readonly ListResult[]): {
  failure: unknown;
  error: string | null;
  leftOut: string | null;
} {
  const failed = lists.filter((list) => 'state' in list && list.state === 'failed');
  const isAnyShown =
    lists.length === 0 || lists.some((list) => !('state' in list) || list.state !== 'failed');
  const leftOut = describeLeftOut(lists);
  const [first] = failed;
  return {
    failure: first !== undefined && 'error' in first ? first.error : null,
    error: failed.length === 0 ? null : leftOut,
    leftOut: isAnyShown ? leftOut : null,
  };
}
