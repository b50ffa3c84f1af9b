import type { Hash, Hmac } from 'node:crypto';

/** A body in one or several chunks. */
export type Digestible = (AsyncIterable<Buffer> | Iterable<Buffer>) & { readonly whole?: Buffer | null };

/** The digest of a body: synchronous if it is in one chunk, as most are. */
export function digestOf(hash: Hash | Hmac, body: Digestible): Buffer | Promise<Buffer> {
  return body.whole == null ? digestPieces(hash, body) : hash.update(body.whole).digest();
}

async function digestPieces(hash: Hash | Hmac, pieces: Digestible): Promise<Buffer> {
  for await (const piece of pieces) hash.update(piece);
  return hash.digest();
}
