import type { KeyRing, SecretPlace } from '@hubtwin/secrets';
import { NoCredentialError } from '../errors.ts';
import type { Credential } from './credential.ts';

/** A token as it is stored: encrypted, and bound to its place. */
export interface SealedToken {
  ciphertext: Buffer;
  /** The first 12 hex digits of its SHA-256. */
  fingerprint: string;
  place: SecretPlace;
}

/** A stored token, decrypted for each request that it is sent with. Its first use fails where it cannot be. */
export function createSealedTokenCredential(
  { ciphertext, fingerprint, place }: SealedToken,
  keys: KeyRing | null,
): Credential {
  return {
    kind: 'token',
    fingerprint,
    async authorize() {
      if (keys === null)
        throw new NoCredentialError('the stored token needs ENCRYPTION_KEYS, which is not set');
      const token = await keys.decrypt(ciphertext, place).catch((cause: unknown) => {
        throw new NoCredentialError('the stored token does not decrypt', { cause });
      });
      return { header: `Bearer ${token}`, fingerprint, issuedAt: null, renewable: false };
    },
    invalidate: async () => {},
  };
}
