import type { RouteContract } from '@hubtwin/contract';
import type { Request } from 'express';
import { ProblemError } from '../problem-error.ts';
import { namesTag } from './entity-tags.ts';

/** The tag of an object that exists but has no GET of its own: its responses have no ETag, so only `*` holds. */
const unknownTag = 'unknown';

/**
 * Evaluates `If-Match` and `If-None-Match` of a write before it runs (RFC 9110,
 * section 13). It is not atomic with the write: two concurrent writes may both pass.
 *
 * @param readTag reads the current entity tag of the URL; absent if it cannot be read. Throws if
 *   the object does not exist.
 * @throws ProblemError `precondition_failed`, and what `readTag` throws.
 */
export async function checkPreconditions(
  { headers }: Request,
  { method }: RouteContract,
  readTag: (() => Promise<string | null>) | undefined,
): Promise<void> {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (method === 'get' || (ifMatch === undefined && ifNoneMatch === undefined)) return;
  const current = readTag === undefined ? (method === 'post' ? null : unknownTag) : await readTag();
  if (ifMatch !== undefined && !namesTag(ifMatch, current)) {
    throw new ProblemError(
      'precondition_failed',
      'The resource has changed: read it again for its current ETag.',
    );
  }
  if (ifNoneMatch !== undefined && namesTag(ifNoneMatch, current)) {
    throw new ProblemError('precondition_failed', 'The resource exists, and its ETag matches If-None-Match.');
  }
}
