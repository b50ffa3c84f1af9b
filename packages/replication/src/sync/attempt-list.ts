import type { CallOptions } from '@hubtwin/github';
import type { ListSource } from '@hubtwin/resources';
import { cleanReason } from '../answers/clean-reason.ts';
import { requireVisible } from '../answers/repository-status.ts';
import type { Withheld } from '../answers/withheld.ts';
import { withheldList } from '../answers/withheld-list.ts';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import { isOfListAlone } from './is-of-list-alone.ts';
import type { ListRange, ListResult } from './list-result.ts';

interface Context {
  view: RepositoryView;
  call: CallOptions;
}

/**
 * Runs the work on one list; its failure affects only this list.
 *
 * @param work returns how far the list was read, if known, or why GitHub does not return it.
 * @throws NoAccessError, RepositoryWithheldError, and errors that concern more than the list.
 */
export async function attemptList(
  resource: string,
  list: Pick<ListSource, 'feature'>,
  { view, call }: Context,
  work: () => Promise<ListRange | Withheld | null>,
): Promise<ListResult> {
  try {
    return await toResult(resource, await work(), { view, call });
  } catch (error) {
    if (call.signal?.aborted === true || !isOfListAlone(error)) throw error;
    const withheld = await withheldList(error, list, view, call);
    if (withheld !== undefined) return await toResult(resource, withheld, { view, call });
    return { resource, state: 'failed', reason: cleanReason(`${error}`), error };
  }
}

/** @throws NoAccessError, RepositoryWithheldError if GitHub does not return the whole repository. */
async function toResult(
  resource: string,
  found: ListRange | Withheld | null,
  { view, call }: Context,
): Promise<ListResult> {
  if (found === null) return { resource, readUntil: null };
  if ('readUntil' in found) return { resource, ...found };
  requireVisible(await view.repositoryStatus(call));
  const { state, reason } = found;
  return { resource, state: state === 'inaccessible' ? 'refused' : state, reason, error: null };
}
