import { createHash } from 'node:crypto';
import type { Viewer } from './viewer.ts';

/** Weak, and different for each token, as GitHub's are. */
export function etagOf(body: string, { tokenId }: Viewer): string {
  return `W/"${createHash('sha256').update(tokenId).update(body).digest('hex')}"`;
}

/** Whether `If-None-Match` contains the tag; weak comparison (RFC 9110). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
