import {
  claimsOtherValues,
  type Effective,
  isClaim,
  isEventPending,
  isRefuted,
  mergeClaim,
} from './claims.ts';
import type { Merged } from './merge.ts';
import type { PreparedObservation } from './prepare.ts';

/** Whether a claim about the object waits for a fetch. */
export const isPending = (merged: Merged | null): boolean => merged?.refetchReasons.unconfirmed !== undefined;

/** Whether exactly this observation waits for a fetch, not a newer or older one. */
export function isPendingClaim(prepared: PreparedObservation, merged: Merged): boolean {
  const { claim, raw, keyVersions, version, fetchedAt, deletedAt } = merged;
  if (claim === null || merged.refetchReasons.unconfirmed === undefined || !isClaim(prepared)) return false;
  const effective: Effective = {
    valueOf: (key) => raw[key],
    versionOf: (key) => (Object.hasOwn(raw, key) ? (keyVersions[key] ?? version) : undefined),
    fetchedAt,
    deletedAt,
  };
  if (isEventPending(mergeClaim(null, prepared)?.event ?? null, effective)) return true;
  if (prepared.seen.isDeleted === true && !isRefuted(claim.deletionReceivedAt, effective)) return true;
  return claimsOtherValues(claim, effective) && mergeClaim(null, prepared)?.version === claim.version;
}
