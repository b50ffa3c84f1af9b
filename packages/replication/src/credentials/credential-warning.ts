import type { CredentialCheck } from '@hubtwin/database';
import type { RateLimit } from '@hubtwin/github';

/** Something that the operator has to do about a credential. */
export interface CredentialWarning {
  code: 'credential_expires' | 'credential_expired' | 'credential_refused' | 'credential_exhausted';
  credential: string;
  message: string;
}

const dayMs = 86_400_000;
const warnDays = 7;

/** What is wrong with a credential at `now`, or will be within seven days; null: nothing is. */
export function credentialWarning(
  { fingerprint: credential, error, expiresAt }: CredentialCheck,
  now: number,
): CredentialWarning | null {
  const when = expiresAt?.toISOString();
  if (expiresAt !== null && expiresAt.getTime() <= now)
    return { code: 'credential_expired', credential, message: `expired at ${when}: replace it` };
  if (error !== null)
    return { code: 'credential_refused', credential, message: `GitHub refuses it (${error}): replace it` };
  if (expiresAt !== null && expiresAt.getTime() <= now + warnDays * dayMs)
    return { code: 'credential_expires', credential, message: `expires at ${when}: replace it before` };
  return null;
}

/** That a credential has no request left at `now`, or is not to be used by what GitHub answered; null: it can be used. */
export function exhaustedWarning(
  { credential, resource, limit, used, resetAt, closedUntil }: RateLimit,
  now: number,
): CredentialWarning | null {
  const isUsedUp = limit !== null && used >= limit;
  const until = Math.max(isUsedUp ? (resetAt?.getTime() ?? 0) : 0, closedUntil?.getTime() ?? 0);
  if (until <= now) return null;
  const opensAt = new Date(until).toISOString();
  return {
    code: 'credential_exhausted',
    credential,
    message: `its limit ${resource} is used up until ${opensAt}`,
  };
}
