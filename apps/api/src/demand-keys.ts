import type { KeyRing } from '@hubtwin/secrets';
import { ProblemError } from './problem-error.ts';

/** @throws ProblemError where nothing is configured that could encrypt a secret. */
export function demandKeys(keys: KeyRing | null): KeyRing {
  if (keys === null)
    throw new ProblemError('encryption_key_missing', 'Secrets are stored encrypted: set ENCRYPTION_KEYS.');
  return keys;
}
