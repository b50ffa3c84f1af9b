import type { JsonObject } from '@hubtwin/resources';
import { canonicalJson, isEqual } from './canonical-json.ts';
import type { PreparedObservation } from './prepare.ts';
import { latest } from './refetch-reasons.ts';
import { parseVersion, textHash } from './version.ts';

/** What deliveries claim about an object and only an answer of GitHub can confirm. Times are ISO 8601 UTC. */
export interface Claim {
  /** Orders claims: the clock of the delivery's object, then its content. */
  version: string;
  /** The confirmed keys, with the values of the newest delivery. */
  values: JsonObject;
  /** When that delivery was received. */
  receivedAt: string;
  /** When the newest delivery was received that reports a deletion; null: none did. */
  deletionReceivedAt: string | null;
  /** Whether the newest of them took effect, because no credential for GitHub is configured. */
  accepted: boolean;
  /** The change that the last received of these deliveries reports; null: there was none. */
  event: ClaimEvent | null;
}

/** A change reported by a delivery that only GitHub can confirm, regardless of its object's version. */
export interface ClaimEvent {
  receivedAt: string;
  values: JsonObject;
}

/** The effective state of an object, as far as it decides claims. */
export interface Effective {
  valueOf(key: string): unknown;
  /** The version of a key's value; undefined where it has none. */
  versionOf(key: string): string | undefined;
  fetchedAt: string | null;
  deletedAt: string | null;
}

/** GitHub's replicas lag: for this long after a claim, an answer that contradicts it may be older than the claim. */
const lagMs = 10_000;

/** Whether the deletion and the confirmed keys of an observation are only claims. */
export const isClaim = ({ seen }: PreparedObservation): boolean =>
  seen.source === 'webhook' &&
  seen.accepted !== true &&
  (seen.resource.confirmedKeys !== undefined || seen.needsConfirmation === true);

/** Merges a delivery's claim; the newest claim wins, in any order of arrival. */
export function mergeClaim(stored: Claim | null, prepared: PreparedObservation): Claim | null {
  const { seen, raw, isConfirmed } = prepared;
  const hasClaims = seen.resource.confirmedKeys !== undefined || seen.needsConfirmation === true;
  if (seen.source !== 'webhook' || !hasClaims) return stored;
  const receivedAt = seen.observedAt.toISOString();
  const values = Object.fromEntries(Object.entries(raw).filter(([key]) => isConfirmed(key)));
  const accepted = seen.accepted === true;
  const own: Claim = {
    version: `${seen.clock} ${textHash(canonicalJson(values))} ${accepted ? 1 : 0}`,
    values,
    receivedAt,
    deletionReceivedAt: seen.isDeleted === true && !accepted ? receivedAt : null,
    accepted,
    event: seen.needsConfirmation === true && !accepted ? { receivedAt, values } : null,
  };
  if (stored === null) return own;
  const deletionReceivedAt = latest(stored.deletionReceivedAt, own.deletionReceivedAt);
  const event = newestEvent(stored.event, own.event);
  // Of duplicates the first counts: an answer after it decides all of them.
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
 * Whether a reported change waits for a fetch: the first one after it, and further ones with another result until the
 * lag of GitHub's replicas has passed.
 */
export function isEventPending(event: ClaimEvent | null, effective: Effective): boolean {
  if (event === null || effective.deletedAt !== null || isRefuted(event.receivedAt, effective)) return false;
  const { fetchedAt } = effective;
  if (fetchedAt === null || Date.parse(fetchedAt) <= Date.parse(event.receivedAt)) return true;
  return Object.entries(event.values).some(
    ([key, value]) => effective.versionOf(key) !== undefined && !isSame(effective.valueOf(key), value),
  );
}

/** Whether a claim that was not refuted differs from the effective state. */
export function claimsOtherValues(
  { version, values, receivedAt, accepted }: Claim,
  effective: Effective,
): boolean {
  if (accepted || isRefuted(receivedAt, effective)) return false;
  const clock = version.slice(0, version.indexOf(' '));
  return Object.entries(values).some(([key, value]) => {
    const keyVersion = effective.versionOf(key);
    return (
      keyVersion !== undefined &&
      parseVersion(keyVersion).clock <= clock &&
      !isSame(effective.valueOf(key), value)
    );
  });
}

/** GitHub formats an embedded object, such as an owner, in several ways. */
const isSame = (one: unknown, other: unknown): boolean =>
  isEqual(one, other) || (idOf(one) !== undefined && idOf(one) === idOf(other));

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;

export const isRefuted = (receivedAt: string | null, { fetchedAt }: Effective): boolean =>
  receivedAt === null || (fetchedAt !== null && Date.parse(fetchedAt) >= Date.parse(receivedAt) + lagMs);
