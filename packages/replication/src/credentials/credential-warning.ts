import type { CredentialCheck } from '@hubtwin/database';
import type { RateLimit } from '@hubtwin/github';

/** A problem with a credential that the operator must fix. */
export interface CredentialWarning {
  code: 'credential_expires' | 'credential_expired' | 'credential_refused' | 'credential_exhausted';
  credential: string;
  message: string;
}

const dayMs = 86_400_000;
const warnDays = 7;

/** The problem with a credential at `now` or within seven days; null: none. */
export function credentialWarning(
  { fingerprint: credential, error, expiresAt }: CredentialCheck,
  now: number,
): CredentialWarning | null {
  const when = expiresAt?.toISOString();
  if (expiresAt !== null && expiresAt.getTime() <= now)
    return { code: 'credential_expired', credential, message: `expired at ${when}: replace it` };
  if (error !== null)
    return { code: 'credential_refused', credential, message: `GitHub rejects it (${error}): replace it` };
  if (expiresAt !== null && expiresAt.getTime() <= now + warnDays * dayMs)
    return { code: 'credential_expires', credential, message: `expires at ${when}: replace it before` };
  return null;
}

/** Whether a credential has no requests left at `now`, or GitHub asked not to use it; null: it can be used. */
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
    message: `its rate limit ${resource} is exhausted until ${opensAt}`,
  };
}
