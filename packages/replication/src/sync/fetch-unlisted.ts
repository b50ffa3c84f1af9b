import type { UncertainObject } from '@hubtwin/database';
import type { ItemSource, ResourceDefinition } from '@hubtwin/resources';
import { type Failed, isFailed, isSeen, isWithheld, type Withheld } from '../answers/withheld.ts';
import { fetchObject } from '../fetch/fetch-object.ts';
import { settleAll } from '../fetch/settle-all.ts';
import { targetOf } from '../fetch/target-of.ts';
import { storeAnswers } from '../store-answers.ts';
import { isOfListAlone } from './is-of-list-alone.ts';
import type { SyncContext } from './sync-context.ts';

/** After this many it is known whether GitHub returns such objects at all. */
const first = 20;

/**
 * Fetches objects that a list did not contain, one by one.
 *
 * @returns why GitHub returns no such object, as soon as one answer says so; null if it does.
 * @throws the failure of one that GitHub cannot return, after the others were stored.
 */
export async function fetchUnlisted(
  definition: ResourceDefinition,
  item: ItemSource,
  objects: readonly UncertainObject[],
  { database, view, call }: Pick<SyncContext, 'database' | 'view' | 'call'>,
): Promise<Withheld | null> {
  const target = targetOf(definition, view, call);
  let failed: Failed | undefined;
  for (const some of [objects.slice(0, first), objects.slice(first)]) {
    const results = await settleAll(some, (object) =>
      fetchObject(definition, item, object, target, { ...call, isUnlisted: true }),
    );
    await storeAnswers(database, results.filter(isSeen));
    const withheld = results.filter(isWithheld).find(({ isOfList }) => isOfList);
    if (withheld !== undefined) return withheld;
    failed ??= results.find(isFailed);
    if (failed !== undefined && !isOfListAlone(failed.failure)) break;
  }
  if (failed !== undefined) throw failed.failure;
  return null;
}
