import type { UncertainObject } from '@hubtwin/database';
import { type CallOptions, GitHubError } from '@hubtwin/github';
import type { ItemSource, ResourceDefinition } from '@hubtwin/resources';
import { meaningOf } from '../answers/meaning-of.ts';
import type { Fetched } from '../answers/withheld.ts';
import { observeDeletion, observeFetched, observeMissing } from '../observe.ts';
import type { FetchTarget } from './fetch-target.ts';

/** How long GitHub's replicas may lag: objects that they do not find within this time may exist. */
const lagMs = 60_000;
/** Delay before a second attempt. */
const secondLookMs = 1_500;
/** A version further ahead of GitHub's clock than this is invalid: no answer can be older than it. */
const aheadMs = 5 * 60_000;

/**
 * Fetches one object. If it was deleted, or another object has its name or number now, returns that observation; if
 * it is not found, or in an older version, it must be fetched again. An object hidden by a disabled feature, blocked
 * access, a missing permission or lost access is withheld, not deleted.
 *
 * @param options `isUnlisted`: it was not in a whole list either, which counts as the second attempt.
 * @throws what the GitHub client throws, if that says nothing about the object.
 */
export async function fetchObject(
  definition: ResourceDefinition,
  item: ItemSource,
  object: UncertainObject,
  target: FetchTarget,
  { isUnlisted = false, ...call }: CallOptions & { isUnlisted?: boolean },
): Promise<Fetched> {
  const { key, raw } = object;
  const parameters = item.parameters(raw);
  if (parameters === null) return null;
  const { repositoryId } = target;
  const origin = { repositoryId, source: 'sync' } as const;
  const isExpected = (data: unknown) => {
    const parsed = definition.schema.safeParse(data);
    if (!parsed.success) return false;
    const found = definition.keyOf(parsed.data, repositoryId);
    return definition.key.every((column) => found[column] === key[column]);
  };
  try {
    const { data, requestedAt } = await target.fetch(item.route, parameters, { ...call, isExpected });
    const seen = observeFetched(definition, data, { ...origin, requestedAt });
    // Another object has this name or number now: ours was transferred or recreated.
    if (!isExpected(data)) return observeDeletion(definition, object, { ...origin, requestedAt });
    const known = definition.clockOf(raw);
    // An answer older than the stored version comes from a lagging replica; after the lag, the stored version is
    // invalid.
    const isLagging =
      requestedAt.getTime() - object.syncedAt.getTime() < lagMs &&
      Date.parse(known) < requestedAt.getTime() + aheadMs;
    // Keys that only a fetch changes are taken from it, whatever version a delivery claims.
    const isStale = isLagging && seen.clock < known && !object.isUnconfirmed;
    return isStale ? observeMissing(definition, object, { ...origin, requestedAt }) : seen;
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === null) throw error;
    const requestedAt = (error instanceof GitHubError ? error.requestedAt : null) ?? new Date();
    const isAbsent = meaning.state === 'absent' || meaning.state === 'deleted';
    // The credential had access until a delivery reported the deletion.
    if (isAbsent && item.isHidden === true && object.isDeletionClaimed)
      return observeDeletion(definition, object, { ...origin, requestedAt });
    const isDeleted = meaning.state === 'deleted' || isBelievable(object, requestedAt, isUnlisted);
    const withheld = await target.withheldBy(meaning, { isLast: isDeleted, isListed: isUnlisted });
    if (withheld !== null) return withheld;
    return (isDeleted ? observeDeletion : observeMissing)(definition, object, { ...origin, requestedAt });
  }
}

function isBelievable(
  { syncedAt, missingSince, isDeletionClaimed }: UncertainObject,
  now: Date,
  isUnlisted: boolean,
): boolean {
  if (isDeletionClaimed) return true;
  if (isUnlisted && now.getTime() - syncedAt.getTime() > lagMs) return true;
  return missingSince !== null && now.getTime() - missingSince.getTime() >= secondLookMs;
}
