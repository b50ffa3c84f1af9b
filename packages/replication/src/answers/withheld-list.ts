import type { CallOptions } from '@hubtwin/github';
import type { ListSource } from '@hubtwin/resources';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import { meaningOf } from './meaning-of.ts';
import type { Withheld } from './withheld.ts';

/**
 * Finds why GitHub does not return a list of a repository. For a list, 404 and 410 are not deletions: while the
 * repository is visible, they mean that its feature is off.
 *
 * @returns null if the list is empty so far; undefined if the error says nothing about the list.
 */
export async function withheldList(
  error: unknown,
  { feature }: Pick<ListSource, 'feature'>,
  view: RepositoryView,
  call: CallOptions,
): Promise<Withheld | null | undefined> {
  const meaning = meaningOf(error);
  if (meaning === null) return undefined;
  const { state, reason } = meaning;
  // The list is empty so far.
  if (state === 'empty') return null;
  const repositoryStatus = await view.repositoryStatus(call);
  if (!repositoryStatus.isVisible)
    return { state: repositoryStatus.state, reason: repositoryStatus.reason, isOfList: false };
  if (repositoryStatus.blocked !== null)
    return { state: 'blocked', reason: repositoryStatus.blocked, isOfList: false };
  if (state === 'absent' || state === 'deleted' || repositoryStatus.isOff(feature))
    return { state: 'disabled', reason, isOfList: true };
  return { state, reason, isOfList: true };
}
