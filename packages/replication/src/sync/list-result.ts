import type { RestrictionState, TaskList } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import type { RepositoryStatus, VisibleRepository } from '../answers/repository-status.ts';

/** How much of a list was read. */
export interface ListRange {
  /** The time up to which it is known completely now; null: GitHub returns it, nothing more is known. */
  readUntil: Date | null;
  /**
   * Which part of the whole list cannot be read; null: none. Undefined if only a part of it was requested, and could
   * be read.
   */
  incomplete?: string | null;
}

/** The result of a list: GitHub returned it, or not. */
export type ListResult = { resource: string } & (
  | ListRange
  | {
      state: RestrictionState;
      reason: string;
      /** The error, if a retry may succeed; null for a denial. */
      error: unknown;
      /** Whether it had failed before this task. */
      isRepeated?: boolean;
    }
);

/** The list of a disabled feature counts as hidden, although GitHub answers with the remaining objects. */
export function withFeature(result: ListResult, repositoryStatus: RepositoryStatus | null): ListResult {
  const { resource } = result;
  const feature = resources.find(({ name }) => name === resource)?.list?.feature;
  if ('state' in result || repositoryStatus?.isVisible !== true || !repositoryStatus.isOff(feature))
    return result;
  return { resource, state: 'disabled', reason: `${feature} is false`, error: null };
}

/** The result for the repository as a whole. */
export const itselfOf = (resource: string, { blocked }: VisibleRepository): ListResult =>
  blocked === null
    ? { resource, readUntil: null }
    : { resource, state: 'blocked', reason: blocked, error: null };

const endOf = (result: ListResult): TaskList => {
  const { resource } = result;
  if ('state' in result)
    return {
      resource,
      leftOut: `${resource}: ${result.state} (${result.reason})`,
      isFailed: result.state === 'failed',
      isRepeated: result.isRepeated === true,
    };
  const leftOut = result.incomplete == null ? null : `${resource}: incomplete (${result.incomplete})`;
  return { resource, leftOut, isFailed: false, isRepeated: false };
};

const isRetried = ({ isFailed, isRepeated }: TaskList): boolean => isFailed && !isRepeated;

/** The resources whose lists must be requested again: those that failed, or their parents. */
export function resourcesToRetry(lists: readonly TaskList[]): string[] {
  const failed = lists.filter(isRetried);
  const listed = failed.map(({ resource }) => {
    const of = resources.find(({ name }) => name === resource)?.list?.of;
    return typeof of === 'object' ? of.resource : resource;
  });
  return [...new Set(listed)];
}

/**
 * The outcome of a task that read these lists: the failure to throw if it can be retried, and its description.
 *
 * @param earlier results of earlier attempts; for lists that failed then, only this attempt counts.
 */
export function endOfLists(
  results: readonly ListResult[],
  earlier: readonly TaskList[] = [],
): {
  failure: unknown;
  error: string | null;
  leftOut: string | null;
  lists: TaskList[];
} {
  const own = results.map(endOf);
  const isRead = ({ resource }: TaskList) => own.some((list) => list.resource === resource);
  const lists = [...earlier.filter((list) => !isRetried(list) && !isRead(list)), ...own];
  const failed = results.find(
    (result) => 'state' in result && result.state === 'failed' && result.isRepeated !== true,
  );
  const isAnyShown = lists.length === 0 || lists.some(({ isFailed }) => !isFailed);
  const lines = lists.flatMap(({ leftOut }) => leftOut ?? []);
  // The lists that GitHub did not return, or only in part, each with the reason.
  const leftOut = lines.length === 0 ? null : lines.sort().join('\n');
  return {
    failure: failed !== undefined && 'error' in failed ? failed.error : null,
    error: lists.some(({ isFailed }) => isFailed) ? leftOut : null,
    leftOut: isAnyShown ? leftOut : null,
    lists,
  };
}
