import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** One AES-256 key (32 bytes) and the id that ciphertexts name it by. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

/** Where a secret is stored; a ciphertext moved to another place does not decrypt. */
export interface SecretPlace {
  table: string;
  column: string;
  row: string;
}

/** Encrypts under the newest key and decrypts under any key of the ring. */
export interface KeyRing {
  encrypt(plaintext: string, place: SecretPlace): Buffer;
  /** @throws SecretError when the key is unknown, or the ciphertext or its place was changed. */
  decrypt(ciphertext: Buffer, place: SecretPlace): string;
}

export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code = 'secret_unreadable';
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a fresh 96-bit nonce a message (NIST SP 800-38D), and table, column and row as
 * additional data. Layout: length of the key's id, the id, nonce, tag, ciphertext.
 *
 * @param keys the first is current; the others only decrypt, until rotation has replaced them.
 */
export function createKeyRing(keys: readonly [EncryptionKey, ...EncryptionKey[]]): KeyRing {
  const [current] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    encrypt(plaintext, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, current.key, nonce).setAAD(additionalData(place));
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      const id = Buffer.from(current.id, 'utf8');
      return Buffer.concat([Buffer.of(id.length), id, nonce, cipher.getAuthTag(), body]);
    },

    decrypt(ciphertext, place) {
      const idEnd = 1 + (ciphertext[0] ?? 0);
      const id = ciphertext.toString('utf8', 1, idEnd);
      const key = byId.get(id);
      if (key === undefined) throw new SecretError(`no encryption key has the id ${JSON.stringify(id)}`);
      const tagAt = idEnd + nonceBytes;
      const bodyAt = tagAt + tagBytes;
      try {
        const decipher = createDecipheriv(algorithm, key, ciphertext.subarray(idEnd, tagAt), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(additionalData(place)).setAuthTag(ciphertext.subarray(tagAt, bodyAt));
        return decipher.update(ciphertext.subarray(bodyAt), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new SecretError(`the secret of ${place.table}.${place.column} does not decrypt`, { cause });
      }
    },
  };
}

function additionalData({ table, column, row }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([table, column, row]), 'utf8');
}
