import { type Database, findUnregistered, type UnregisteredObject } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { observeDeletion } from '../../observe.ts';
import { storeAnswers } from '../../store-answers.ts';
import type { PolledResource } from './polled-resources.ts';

/** GitHub's lists may not contain a new object for so long. */
const lagMs = 60_000;
/** What a list of a repository without objects proves later: see `pollLists`. */
const provesMs = 6 * 60_000;

/**
 * Ends objects that are known from other objects alone: those that the list of an organisation contains are its own, and
 * those that no list contains do not exist any more.
 *
 * @param options `readAt`: when the lists of organisations were requested; null: GitHub does not return it.
 */
export async function settleUnregistered(
  { definition, polled: { registered }, same, active }: PolledResource,
  { database, readAt }: { database: Kysely<Database>; readAt: ReadonlyMap<number, Date | null> },
): Promise<void> {
  const found = await findUnregistered(database, definition, { registered, same, active });
  const ended = found.flatMap((object) => {
    const endedAt = endOf(object, readAt);
    return endedAt === null ? [] : [{ object, endedAt }];
  });
  await storeAnswers(
    database,
    ended.map(({ object, endedAt: requestedAt }) =>
      observeDeletion(definition, object, {
        repositoryId: object.repositoryId,
        source: 'sync',
        requestedAt,
      }),
    ),
  );
}

/** The time of the request that proves the end of an object; null: nothing does. */
function endOf(object: UnregisteredObject, readAt: ReadonlyMap<number, Date | null>): Date | null {
  const { organizationId, isOfOrganization, isActive, readUntil, isWithheld, hasListed, observedAt } = object;
  const listedAt = organizationId === null ? null : (readAt.get(organizationId) ?? null);
  // Later jobs are observations of the organisation's object: this one ends with the last of its own.
  if (isOfOrganization) return listedAt !== null && listedAt > observedAt ? listedAt : observedAt;
  // A list that failed proves nothing, and its organisation may have the object.
  if (organizationId !== null && !readAt.has(organizationId)) return null;
  const ownAt = readUntil === null || isWithheld ? null : new Date(readUntil.getTime() + lagMs);
  const mayLagMs = isActive ? lagMs : 0;
  const provesEnd = (at: Date) => at.getTime() - mayLagMs > observedAt.getTime();
  if (listedAt !== null && !provesEnd(listedAt)) return null;
  if (isWithheld) return listedAt;
  if (ownAt !== null && provesEnd(ownAt)) return ownAt;
  // A repository that had none of its own shortly before most likely ran it on one of its organisation's.
  const isOfOthers = !isActive && !hasListed && listedAt !== null && ownAt !== null;
  return isOfOthers && listedAt.getTime() - ownAt.getTime() < provesMs ? listedAt : null;
}
