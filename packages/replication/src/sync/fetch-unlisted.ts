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

interface Unlisted {
  /** Why GitHub returns no such object, as soon as one answer says so. */
  withheld: Withheld | null;
  /** The failure of an object that GitHub cannot return; the others are stored. */
  failed: Failed | null;
  /** Whether GitHub returned none of the first objects: the rest was not requested. */
  isStopped: boolean;
}

/**
 * Fetches objects that a list did not contain, one by one.
 *
 * @throws failures that concern more than the list.
 */
export async function fetchUnlisted(
  definition: ResourceDefinition,
  item: ItemSource,
  objects: readonly UncertainObject[],
  { database, view, call }: Pick<SyncContext, 'database' | 'view' | 'call'>,
): Promise<Unlisted> {
  const target = targetOf(definition, view, call);
  const failures: Failed[] = [];
  for (const some of [objects.slice(0, first), objects.slice(first)]) {
    const results = await settleAll(some, (object) =>
      fetchObject(definition, item, object, target, { ...call, isUnlisted: true }),
    );
    await storeAnswers(database, results.filter(isSeen));
    const withheld = results.filter(isWithheld).find(({ isOfList }) => isOfList);
    if (withheld !== undefined) return { withheld, failed: null, isStopped: false };
    failures.push(...results.filter(isFailed));
    const serious = failures.find(({ failure }) => !isOfListAlone(failure));
    if (serious !== undefined) throw serious.failure;
    const [failed = null] = failures;
    if (some.length >= first && results.every(isFailed)) return { withheld: null, failed, isStopped: true };
  }
  return { withheld: null, failed: failures[0] ?? null, isStopped: false };
}
