import type { DoubtfulObject } from '@hubtwin/database';
import { isSeen, isWithheld, type Withheld } from '../answers/withheld.ts';
import type { ItemSource, ResourceDefinition } from '../define-resource.ts';
import { fetchObject } from '../fetch/fetch-object.ts';
import { targetOf } from '../fetch/target-of.ts';
import { storeSeen } from '../store-seen.ts';
import type { SyncContext } from './sync-context.ts';

/** After so many it shows whether GitHub answers for such objects at all. */
const first = 20;

/**
 * Fetches one by one what a list did not show.
 *
 * @returns why GitHub does not show any such object, as soon as one of them tells; null where it does.
 */
export async function fetchUnlisted(
  definition: ResourceDefinition,
  item: ItemSource,
  objects: readonly DoubtfulObject[],
  { database, view, call }: Pick<SyncContext, 'database' | 'view' | 'call'>,
): Promise<Withheld | null> {
  const target = targetOf(definition, view, call);
  for (const some of [objects.slice(0, first), objects.slice(first)]) {
    const asked = await Promise.all(
      some.map((object) => fetchObject(definition, item, object, target, { ...call, isUnlisted: true })),
    );
    await storeSeen(database, asked.filter(isSeen));
    const withheld = asked.filter(isWithheld).find(({ isOfList }) => isOfList);
    if (withheld !== undefined) return withheld;
  }
  return null;
}
