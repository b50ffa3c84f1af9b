import { type DoubtfulObject, findUnlisted } from '@hubtwin/database';
import { requireVisible } from '../answers/standing.ts';
import type { Withheld } from '../answers/withheld.ts';
import type { ResourceDefinition } from '../define-resource.ts';
import { observeGone } from '../observe.ts';
import { storeSeen } from '../store-seen.ts';
import { fetchUnlisted } from './fetch-unlisted.ts';
import type { SyncContext } from './sync-context.ts';

const atOnce = 500;

/**
 * Fetches objects that were missing from a whole list: deleted, or only moved while it was read. If the feature is
 * off or the repository blocked, the list proves nothing.
 *
 * @returns why GitHub does not return such objects; null if it does.
 */
export async function settleUnlisted(
  definition: ResourceDefinition,
  context: Pick<SyncContext, 'database' | 'view' | 'call'>,
  since: Date,
): Promise<Withheld | null> {
  const { list, item } = definition;
  if (list?.complete !== true) return null;
  const { database, view, call } = context;
  const { repositoryId } = view;
  for (let after: DoubtfulObject['key'] | null = null; ; ) {
    const options = { repositoryId, since, after, limit: atOnce };
    const unlisted: DoubtfulObject[] = await findUnlisted(database, definition, options);
    const last = unlisted.at(-1);
    if (last === undefined) return null;
    const standing = requireVisible(await view.standing(call));
    if (standing.isOff(list.feature))
      return { state: 'disabled', reason: `${list.feature} is false`, isOfList: true };
    if (standing.blocked !== null) return { state: 'blocked', reason: standing.blocked, isOfList: true };
    if (item === undefined) {
      // They cannot be requested: absence from a whole list is the proof.
      const finding = { repositoryId, source: 'sync', askedAt: since } as const;
      await storeSeen(
        database,
        unlisted.map((object) => observeGone(definition, object, finding)),
      );
    } else {
      const withheld = await fetchUnlisted(definition, item, unlisted, context);
      if (withheld !== null) return withheld;
    }
    if (unlisted.length < atOnce) return null;
    after = last.key;
  }
}
