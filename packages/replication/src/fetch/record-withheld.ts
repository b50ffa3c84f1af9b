import { type Database, findRestrictions, recordLists } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { type Fetched, isWithheld } from '../answers/withheld.ts';
import { isRecent } from '../is-recent.ts';

const recheckMs = 24 * 60 * 60_000;

/** Records that GitHub does not return a list, if the answers for its single objects say so. */
export async function recordWithheld(
  database: Kysely<Database>,
  { resource, repositoryId }: { resource: string; repositoryId: number },
  fetched: readonly Fetched[],
): Promise<void> {
  const found = fetched.filter(isWithheld).find(({ isOfList }) => isOfList);
  if (found === undefined || found.state === 'inaccessible') return;
  const { state, reason } = found;
  await recordLists(database, repositoryId, [{ resource, state, reason }]);
}

/** Whether GitHub denied a list within the last day, for a reason that only changed settings remove. */
export async function isRestricted(
  database: Kysely<Database>,
  { resource, repositoryId }: { resource: string; repositoryId: number },
): Promise<boolean> {
  const restrictions = await findRestrictions(database, repositoryId);
  return restrictions.some(
    ({ state, checkedAt, ...restriction }) =>
      restriction.resource === resource &&
      state !== 'failed' &&
      state !== 'incomplete' &&
      isRecent(checkedAt, recheckMs),
  );
}
