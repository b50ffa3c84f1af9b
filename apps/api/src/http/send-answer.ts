import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import type { Rendered } from './render.ts';

/** Writes a success, or 304 to who has it already. */
export function sendAnswer(
  request: Request,
  response: Response,
  { scope, status, mediaType }: RouteContract,
  { text, etag, next }: Rendered,
): void {
  if (status === 204) {
    response.status(status).end();
    return;
  }
  response.set({ ETag: etag, 'Cache-Control': scope === null ? 'no-cache' : 'private, no-cache' });
  if (scope !== null) response.vary('Authorization');
  if (next !== null) response.set('Link', `<${withCursor(request.originalUrl, next)}>; rel="next"`);
  // Express would not answer 304 to `fetch`, which adds `Cache-Control: no-cache` to its own conditions.
  if (status === 200 && isKnown(request.headers['if-none-match'], etag)) response.status(304).end();
  else response.status(status).type(mediaType).send(text);
}

/** By weak comparison, as RFC 9110 asks for here. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = (ifNoneMatch ?? '').split(',').map(opaque);
  return known.includes('*') || known.includes(opaque(etag));
}

/** Relative, so that it is right behind any proxy. */
function withCursor(originalUrl: string, cursor: string): string {
  const [path = ''] = originalUrl.split('?', 1);
  const parameters = new URLSearchParams(originalUrl.slice(path.length));
  parameters.set('cursor', cursor);
  return `${path}?${parameters}`;
}
