import type { CallOptions } from '@hubtwin/github';
import type { ListSource } from '../define-resource.ts';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import { meaningOf } from './meaning-of.ts';
import type { Withheld } from './withheld.ts';

/**
 * Why GitHub does not show a list of a repository. Of a list, 404 and 410 are no deletion: while the repository is
 * visible, they say that its feature is off.
 *
 * @returns null where GitHub has nothing to list yet; undefined where the error says nothing of the list.
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
  // There is nothing to list yet.
  if (state === 'empty') return null;
  const standing = await view.standing(call);
  if (!standing.isVisible) return { state: standing.state, reason: standing.reason, isOfList: false };
  if (standing.blocked !== null) return { state: 'blocked', reason: standing.blocked, isOfList: false };
  if (state === 'absent' || state === 'deleted' || standing.isOff(feature))
    return { state: 'disabled', reason, isOfList: true };
  return { state, reason, isOfList: true };
}
