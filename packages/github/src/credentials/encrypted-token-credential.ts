import type { KeyRing, SecretPlace } from '@hubtwin/secrets';
import { NoCredentialError } from '../errors.ts';
import type { Credential } from './credential.ts';

/** A stored token: encrypted, and bound to its place. */
export interface EncryptedToken {
  ciphertext: Buffer;
  /** The first 12 hex digits of its SHA-256. */
  fingerprint: string;
  place: SecretPlace;
}

/** A stored token, decrypted for each request. Its first use fails if it cannot be decrypted. */
export function createEncryptedTokenCredential(
  { ciphertext, fingerprint, place }: EncryptedToken,
  keys: KeyRing | null,
): Credential {
  return {
    kind: 'token',
    fingerprint,
    async authorize() {
      if (keys === null)
        throw new NoCredentialError('the stored token requires ENCRYPTION_KEYS, which is not set');
      const token = await keys.decrypt(ciphertext, place).catch((cause: unknown) => {
        throw new NoCredentialError('the stored token does not decrypt', { cause });
      });
      return { header: `Bearer ${token}`, fingerprint, issuedAt: null, renewable: false };
    },
    invalidate: async () => {},
  };
}
