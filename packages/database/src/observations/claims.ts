import { canonicalJson, isEqual } from './canonical-json.ts';
import { latest } from './doubts.ts';
import type { JsonObject } from './observation.ts';
import type { PreparedObservation } from './prepare.ts';
import { parseStamp, textHash } from './stamp.ts';

/** What deliveries say of an object that only GitHub's own answer can confirm. Times are ISO 8601 UTC. */
export interface Claim {
  /** Orders claims: the clock of the delivery's object, then its content. */
  version: string;
  /** The confirmed keys, as the newest delivery has them. */
  values: JsonObject;
  /** When that delivery was received. */
  receivedAt: string;
  /** When the newest delivery was received that says the object is deleted; null: none does. */
  deletionReceivedAt: string | null;
  /** Whether the newest of them took effect, because no credential for GitHub is configured. */
  accepted: boolean;
  /** What the delivery says that was received last of those that are about such a change; null: there was none. */
  event: ClaimEvent | null;
}

/** A delivery about a change that only GitHub can confirm, whatever its object's own version is. */
export interface ClaimEvent {
  receivedAt: string;
  values: JsonObject;
}

/** What is effective of an object, as far as it answers a claim. */
export interface Effective {
  valueOf(key: string): unknown;
  /** The stamp of a key's value; undefined where it has none. */
  stampOf(key: string): string | undefined;
  fetchedAt: string | null;
  deletedAt: string | null;
}

/** GitHub's replicas lag: for so long after a claim an answer that contradicts it may be older than the claim. */
const lagMs = 10_000;

/** Whether what an observation says of deletion, and of the confirmed keys, is no more than a claim. */
export const isClaim = ({ seen }: PreparedObservation): boolean =>
  seen.source === 'webhook' &&
  seen.accepted !== true &&
  (seen.resource.confirmedKeys !== undefined || seen.needsConfirmation === true);

/** Adds what a delivery claims; the newest claim stands, whatever the order of arrival. */
export function mergeClaim(stored: Claim | null, prepared: PreparedObservation): Claim | null {
  const { seen, isConfirmed } = prepared;
  const hasClaims = seen.resource.confirmedKeys !== undefined || seen.needsConfirmation === true;
  if (seen.source !== 'webhook' || !hasClaims) return stored;
  const receivedAt = seen.observedAt.toISOString();
  const values = Object.fromEntries(Object.entries(seen.raw).filter(([key]) => isConfirmed(key)));
  const accepted = seen.accepted === true;
  const own: Claim = {
    version: `${seen.clock} ${textHash(canonicalJson(values))} ${accepted ? 1 : 0}`,
    values,
    receivedAt,
    deletionReceivedAt: seen.gone === true && !accepted ? receivedAt : null,
    accepted,
    event: seen.needsConfirmation === true && !accepted ? { receivedAt, values } : null,
  };
  if (stored === null) return own;
  const deletionReceivedAt = latest(stored.deletionReceivedAt, own.deletionReceivedAt);
  const event = newestEvent(stored.event, own.event);
  // Of copies the first counts: an answer after it answers them all.
  const isNewest =
    own.version > stored.version || (own.version === stored.version && own.receivedAt < stored.receivedAt);
  if (isNewest) return { ...own, deletionReceivedAt, event };
  const isSame = deletionReceivedAt === stored.deletionReceivedAt && event === stored.event;
  return isSame ? stored : { ...stored, deletionReceivedAt, event };
}

function newestEvent(one: ClaimEvent | null, other: ClaimEvent | null): ClaimEvent | null {
  if (one === null || other === null) return one ?? other;
  const orderOf = ({ receivedAt, values }: ClaimEvent) => `${receivedAt} ${textHash(canonicalJson(values))}`;
  return orderOf(other) > orderOf(one) ? other : one;
}

/** When the newest claim was received that is neither effective nor refuted by a fetch; null: there is none. */
export function pendingSince(claim: Claim | null, effective: Effective): string | null {
  if (claim === null || effective.deletedAt !== null) return null;
  const deletion = isRefuted(claim.deletionReceivedAt, effective) ? null : claim.deletionReceivedAt;
  const values = claimsOtherValues(claim, effective) ? claim.receivedAt : null;
  const event = isEventPending(claim.event, effective) ? (claim.event?.receivedAt ?? null) : null;
  return latest(latest(deletion, values), event);
}

/**
 * Whether a change that a delivery is about waits for a fetch: for the first one after it, and for those until GitHub's
 * replicas cannot lag any more while they show something else.
 */
export function isEventPending(event: ClaimEvent | null, effective: Effective): boolean {
  if (event === null || effective.deletedAt !== null || isRefuted(event.receivedAt, effective)) return false;
  const { fetchedAt } = effective;
  if (fetchedAt === null || Date.parse(fetchedAt) <= Date.parse(event.receivedAt)) return true;
  return Object.entries(event.values).some(
    ([key, value]) => effective.stampOf(key) !== undefined && !isSame(effective.valueOf(key), value),
  );
}

/** Whether a claim that is not refuted says something else than what is effective. */
export function claimsOtherValues(
  { version, values, receivedAt, accepted }: Claim,
  effective: Effective,
): boolean {
  if (accepted || isRefuted(receivedAt, effective)) return false;
  const clock = version.slice(0, version.indexOf(' '));
  return Object.entries(values).some(([key, value]) => {
    const stamp = effective.stampOf(key);
    return stamp !== undefined && parseStamp(stamp).clock <= clock && !isSame(effective.valueOf(key), value);
  });
}

/** GitHub writes an embedded object, such as an owner, in several forms. */
const isSame = (one: unknown, other: unknown): boolean =>
  isEqual(one, other) || (idOf(one) !== undefined && idOf(one) === idOf(other));

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;

export const isRefuted = (receivedAt: string | null, { fetchedAt }: Effective): boolean =>
  receivedAt === null || (fetchedAt !== null && Date.parse(fetchedAt) >= Date.parse(receivedAt) + lagMs);
