import type { RouteContract } from '@hubtwin/contract';
import type { Request } from 'express';
import { ProblemError } from '../problem-error.ts';
import { namesTag } from './entity-tags.ts';

/** The tag of an object that exists but has no GET of its own: its responses have no ETag, so only `*` holds. */
const unknownTag = 'unknown';

/**
 * Evaluates `If-Match` and `If-None-Match` of a request that may change something, before it does (RFC 9110,
 * section 13). It is not atomic with the write: of two writes at the same moment both may pass.
 *
 * @param readTag reads the entity tag of what the address shows now; absent where it cannot be read. Throws where
 *   there is nothing to change.
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
    throw new ProblemError('precondition_failed', 'It has another ETag now: read it again.');
  }
  if (ifNoneMatch !== undefined && namesTag(ifNoneMatch, current)) {
    throw new ProblemError('precondition_failed', 'If-None-Match names what there is.');
  }
}
