import type { KeyRing } from '@hubtwin/secrets';
import { ProblemError } from './problem-error.ts';

/** @throws ProblemError if no encryption key is configured. */
export function requireKeys(keys: KeyRing | null): KeyRing {
  if (keys === null)
    throw new ProblemError('encryption_key_missing', 'Secrets are stored encrypted: set ENCRYPTION_KEYS.');
  return keys;
}
