import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import { namesTag } from './entity-tags.ts';

/**
 * Writes the headers of a success, which the client may cache.
 *
 * @param etag null: none is sent.
 * @returns whether a body has to follow; else 304 is answered, as the client has it already.
 */
export function sendHead(
  request: Request,
  response: Response,
  { scope, status, mediaType }: RouteContract,
  etag: string | null,
): boolean {
  if (etag !== null) response.set({ ETag: etag });
  response.set({ 'Cache-Control': scope === null ? 'no-cache' : 'private, no-cache' });
  if (scope !== null) response.vary('Authorization');
  // Express would not answer 304 to `fetch`, which adds `Cache-Control: no-cache` to its own conditions.
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && status === 200 && namesTag(request.headers['if-none-match'] ?? '', etag)) {
    response.status(304).end();
    return false;
  }
  response.status(status).type(mediaType);
  return true;
}
