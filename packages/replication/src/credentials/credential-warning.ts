import type { CredentialCheck } from '@hubtwin/database';

/** Something that the operator has to do about a credential. */
export interface CredentialWarning {
  code: 'credential_expires' | 'credential_expired' | 'credential_refused';
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
