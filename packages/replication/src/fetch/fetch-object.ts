import type { DoubtfulObject } from '@hubtwin/database';
import { type CallOptions, GitHubError } from '@hubtwin/github';
import { meaningOf } from '../answers/meaning-of.ts';
import type { Fetched } from '../answers/withheld.ts';
import type { ItemSource, ResourceDefinition } from '../define-resource.ts';
import { observeFetched, observeGone, observeMissing } from '../observe.ts';
import type { FetchTarget } from './fetch-target.ts';

/** How long GitHub's replicas may lag behind: what they do not find within it may be there all the same. */
const lagMs = 60_000;
/** When a second look is worth something. */
const secondLookMs = 1_500;
/** A version that is further ahead of GitHub's clock than this is none that an answer could be older than. */
const aheadMs = 5 * 60_000;

/**
 * Fetches one object. Where it is deleted, or its name or number is another object's now, that is the observation;
 * where it is not found, or as it was before, it is to be fetched again. What a feature that is off, blocked access, a
 * missing permission or lost access hide is withheld, and no deletion.
 *
 * @param options `isUnlisted`: a whole list did not show it either, which is the second look.
 * @throws what the GitHub client throws, where that says nothing of the object.
 */
export async function fetchObject(
  definition: ResourceDefinition,
  item: ItemSource,
  object: DoubtfulObject,
  target: FetchTarget,
  { isUnlisted = false, ...call }: CallOptions & { isUnlisted?: boolean },
): Promise<Fetched> {
  const { key, raw } = object;
  const parameters = item.parameters(raw);
  if (parameters === null) return null;
  const { repositoryId } = target;
  const finding = { repositoryId, source: 'sync' } as const;
  const isExpected = (data: unknown) => {
    const parsed = definition.schema.safeParse(data);
    if (!parsed.success) return false;
    const found = definition.keyOf(parsed.data, repositoryId);
    return definition.key.every((column) => found[column] === key[column]);
  };
  try {
    const { data, askedAt } = await target.ask(item.route, parameters, { ...call, isExpected });
    const seen = observeFetched(definition, data, { ...finding, askedAt });
    // Under this name or number there is another one now: ours was transferred or made anew.
    if (!isExpected(data)) return observeGone(definition, object, { ...finding, askedAt });
    const known = definition.clockOf(raw);
    // What is older than what is stored comes of a replica, unless that had its time: then the stored version is none.
    const isLagging =
      askedAt.getTime() - object.syncedAt.getTime() < lagMs &&
      Date.parse(known) < askedAt.getTime() + aheadMs;
    // What only a fetch changes is taken from it, whatever version a delivery claims.
    const isStale = isLagging && seen.clock < known && !object.isUnconfirmed;
    return isStale ? observeMissing(definition, object, { ...finding, askedAt }) : seen;
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === null) throw error;
    const askedAt = (error instanceof GitHubError ? error.askedAt : null) ?? new Date();
    const isAbsent = meaning.state === 'absent' || meaning.state === 'deleted';
    // Who asks was shown it until a delivery said that it is deleted.
    if (isAbsent && item.isHidden === true && object.isDeletionClaimed)
      return observeGone(definition, object, { ...finding, askedAt });
    const isDeleted = meaning.state === 'deleted' || isBelievable(object, askedAt, isUnlisted);
    const withheld = await target.withheldBy(meaning, { isLast: isDeleted, isListed: isUnlisted });
    if (withheld !== null) return withheld;
    return (isDeleted ? observeGone : observeMissing)(definition, object, { ...finding, askedAt });
  }
}

function isBelievable(
  { syncedAt, missingSince, isDeletionClaimed }: DoubtfulObject,
  now: Date,
  isUnlisted: boolean,
): boolean {
  if (isDeletionClaimed) return true;
  if (isUnlisted && now.getTime() - syncedAt.getTime() > lagMs) return true;
  return missingSince !== null && now.getTime() - missingSince.getTime() >= secondLookMs;
}
