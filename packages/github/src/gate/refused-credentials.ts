import type { Credential } from '../credentials/credential.ts';

type Tiers = readonly (readonly Credential[])[];

/** Credentials that GitHub refused recently, because they are revoked or expired: others are used instead. */
export interface RefusedCredentials {
  /** @returns whether it was not already refused. */
  add(credential: Credential): boolean;
  /** GitHub accepts it again. */
  remove(credential: Credential): void;
  /** Whether any credential was not refused. */
  isAnyLeft(tiers: Tiers): boolean;
  /** The tiers without refused credentials; all tiers if no other is left. */
  leaveOut(tiers: Tiers): Tiers;
}

/** When a credential is tried again; doubled after each consecutive refusal. */
const firstMs = 60_000;
const maxMs = 3_600_000;

/** @param now a monotonic time in milliseconds. */
export function createRefusedCredentials(now: () => number = () => performance.now()): RefusedCredentials {
  const refused = new Map<string, { until: number; lastsMs: number }>();
  const isUsable = ({ fingerprint }: Credential) => (refused.get(fingerprint)?.until ?? 0) <= now();

  return {
    add(credential) {
      // Requests that were sent at the same time are refused together.
      if (!isUsable(credential)) return false;
      const before = refused.get(credential.fingerprint);
      const lastsMs = before === undefined ? firstMs : Math.min(maxMs, 2 * before.lastsMs);
      refused.set(credential.fingerprint, { until: now() + lastsMs, lastsMs });
      return true;
    },
    remove: ({ fingerprint }) => void refused.delete(fingerprint),
    isAnyLeft: (tiers) => tiers.some((tier) => tier.some(isUsable)),
    leaveOut(tiers) {
      const left = tiers.map((tier) => tier.filter(isUsable)).filter((tier) => tier.length > 0);
      return left.length > 0 ? left : tiers;
    },
  };
}
