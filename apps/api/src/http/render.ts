import { createHash } from 'node:crypto';
import type { RouteContract } from '@hubtwin/contract';
import { z } from 'zod';

/** A success that is ready to be sent. */
export interface Rendered {
  text: string;
  etag: string;
  /** The cursor of the next page; null on the last page, and if it is not a list. */
  next: string | null;
}

/** Serialises a body by its contract, so that it never contains more than the contract declares. */
export function render(contract: RouteContract, body: unknown): Rendered {
  const shown = z.parse(contract.response, body);
  const text = typeof shown === 'string' ? shown : (JSON.stringify(shown) ?? '');
  const etag = `W/"${createHash('sha1').update(text).digest('base64url')}"`;
  return { text, etag, next: nextCursor(shown) };
}

function nextCursor(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('next_cursor' in body)) return null;
  return typeof body.next_cursor === 'string' ? body.next_cursor : null;
}
