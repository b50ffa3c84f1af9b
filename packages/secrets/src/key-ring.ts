import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { EncryptionKeys } from './encryption-key.ts';
import { createKeySource, type KeySource } from './key-source.ts';

/** Where a secret is stored; a ciphertext that is copied to another place does not decrypt. */
export interface SecretPlace {
  table: string;
  column: string;
  row: string;
}

/** Encrypts and signs under the current key, decrypts and verifies under any key of the ring. */
export interface KeyRing extends Disposable {
  encrypt(plaintext: string, place: SecretPlace): Buffer;
  /**
   * If the ciphertext names an unknown key, the keys are read again first.
   *
   * @throws SecretError if the key is unknown, or if the ciphertext or its place was changed.
   */
  decrypt(ciphertext: Buffer, place: SecretPlace): Promise<string>;
  /** Whether it was encrypted under the current key. */
  isCurrent(ciphertext: Buffer): boolean;
  /** Signs a text that leaves the process and returns; a signature for one purpose is invalid for any other. */
  sign(purpose: string, text: string): string;
  /** Whether a key of the ring created this signature for this purpose and text. Accepts untrusted input. */
  verify(purpose: string, text: string, signature: string): Promise<boolean>;
  /** Reads the keys again, if they may have changed. @throws the error of reading them; the known keys are kept. */
  refresh(): Promise<void>;
  /** Id of the current key. */
  readonly currentId: string;
}

export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code = 'secret_unreadable';
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a fresh 96-bit nonce for each message (NIST SP 800-38D), and table, column and row as additional
 * data. Layout: length of the key's id, the id, nonce, tag, ciphertext. Signatures are HMAC-SHA-256. No key is used
 * directly: each table and each purpose of signatures has its own subkey (HKDF, RFC 5869).
 */
export function createKeyRing(keys: EncryptionKeys | KeySource): KeyRing {
  const source = 'refresh' in keys ? keys : createKeySource(keys);

  const encryptionKey = (key: Buffer, table: string) => subkey(key, `seal/${table}`);
  const hmac = (key: Buffer, purpose: string, text: string) =>
    createHmac('sha256', subkey(key, `sign/${purpose}`))
      .update(text)
      .digest();

  return {
    encrypt(plaintext, place) {
      const { id, key } = source.current();
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, encryptionKey(key, place.table), nonce).setAAD(
        additionalData(place),
      );
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      const name = Buffer.from(id, 'utf8');
      return Buffer.concat([Buffer.of(name.length), name, nonce, cipher.getAuthTag(), body]);
    },

    async decrypt(ciphertext, place) {
      const { id, end } = keyIdOf(ciphertext);
      const key = await source.find(id);
      if (key === undefined) throw new SecretError(`no encryption key has the id ${JSON.stringify(id)}`);
      const tagAt = end + nonceBytes;
      const bodyAt = tagAt + tagBytes;
      try {
        const nonce = ciphertext.subarray(end, tagAt);
        const decipher = createDecipheriv(algorithm, encryptionKey(key, place.table), nonce, {
          authTagLength: tagBytes,
        });
        decipher.setAAD(additionalData(place)).setAuthTag(ciphertext.subarray(tagAt, bodyAt));
        return decipher.update(ciphertext.subarray(bodyAt), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new SecretError(`the secret of ${place.table}.${place.column} does not decrypt`, { cause });
      }
    },

    isCurrent: (ciphertext) => keyIdOf(ciphertext).id === source.current().id,

    sign(purpose, text) {
      const { id, key } = source.current();
      return `${id}.${hmac(key, purpose, text).toString('base64url')}`;
    },

    async verify(purpose, text, signature) {
      const [id = '', given = ''] = signature.split('.');
      const key = await source.find(id);
      if (key === undefined) return false;
      const expected = hmac(key, purpose, text);
      const bytes = Buffer.from(given, 'base64url');
      return bytes.length === expected.length && timingSafeEqual(bytes, expected);
    },

    refresh: () => source.refresh(),
    get currentId() {
      return source.current().id;
    },
    [Symbol.dispose]: () => source[Symbol.dispose](),
  };
}

const subkey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `hubtwin/${purpose}`, keyBytes));

function keyIdOf(ciphertext: Buffer): { id: string; end: number } {
  const end = 1 + (ciphertext[0] ?? 0);
  return { id: ciphertext.toString('utf8', 1, end), end };
}

function additionalData({ table, column, row }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([table, column, row]), 'utf8');
}
