import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { EncryptionKey } from './key-ring.ts';

/** Signs texts that leave the process and come back, such as the state of a flow through a browser. */
export interface Signer {
  /** @returns text of letters, digits, `.`, `_` and `-`, which shows what was signed. */
  sign(purpose: string, text: string): string;
  /** @returns what was signed for this purpose; null where that, or the key, is another one. */
  verify(purpose: string, signed: string): string | null;
}

/**
 * HMAC-SHA-256 under a key of its own for each purpose, derived by HKDF (RFC 5869). Layout: the key's id, the
 * text in base64url, the MAC in base64url.
 *
 * @param keys the first signs, all of them verify; without any there is no signer.
 */
export function createSigner(keys: readonly EncryptionKey[]): Signer | null {
  const [current] = keys;
  if (current === undefined) return null;
  const mac = ({ id, key }: EncryptionKey, purpose: string, body: string) => {
    const derived = Buffer.from(hkdfSync('sha256', key, '', `hubtwin sign ${purpose}`, 32));
    return createHmac('sha256', derived).update(`${id}.${body}`).digest();
  };
  return {
    sign(purpose, text) {
      const body = Buffer.from(text, 'utf8').toString('base64url');
      return `${current.id}.${body}.${mac(current, purpose, body).toString('base64url')}`;
    },
    verify(purpose, signed) {
      const [id, body = '', given = '', ...rest] = signed.split('.');
      const key = keys.find((each) => each.id === id);
      if (key === undefined || rest.length > 0) return null;
      const [ours, theirs] = [mac(key, purpose, body), Buffer.from(given, 'base64url')];
      if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
      return Buffer.from(body, 'base64url').toString('utf8');
    },
  };
}
