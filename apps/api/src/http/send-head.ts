import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';

/**
 * Writes the headers of a success that may be cached by who asks.
 *
 * @returns whether a body has to follow; else 304 is answered, as the client has it already.
 */
export function sendHead(
  request: Request,
  response: Response,
  { scope, status, mediaType }: RouteContract,
  etag: string,
): boolean {
  response.set({ ETag: etag, 'Cache-Control': scope === null ? 'no-cache' : 'private, no-cache' });
  if (scope !== null) response.vary('Authorization');
  // Express would not answer 304 to `fetch`, which adds `Cache-Control: no-cache` to its own conditions.
  if (status === 200 && isKnown(request.headers['if-none-match'], etag)) {
    response.status(304).end();
    return false;
  }
  response.status(status).type(mediaType);
  return true;
}

/** By weak comparison, as RFC 9110 asks for here. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = (ifNoneMatch ?? '').split(',').map(opaque);
  return known.includes('*') || known.includes(opaque(etag));
}
