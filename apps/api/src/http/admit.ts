import type { Scope } from '@hubtwin/contract';
import { senderOf } from '@hubtwin/service';
import type { Request, Response } from 'express';
import type { ApiContext } from '../context.ts';
import type { LimitState } from '../limits/create-request-limits.ts';
import { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import type { AuditContext } from './audit-request.ts';
import type { Authenticate } from './authenticate.ts';

interface Admission {
  /** The API key of the request; undefined if it has none, or none of that form. */
  key: string | undefined;
  scope: Scope;
  /** How a key must be sent: the scheme of `WWW-Authenticate`. */
  challenge: 'Bearer' | 'Basic';
  audited: AuditContext;
}

/**
 * Authenticates and authorises a request.
 *
 * @throws ProblemError `unauthenticated`, `missing_scope`, or `rate_limited` with the seconds until a retry.
 */
export async function admit(
  request: Request,
  response: Response,
  { authenticate, limits }: Pick<ApiContext, 'limits'> & { authenticate: Authenticate },
  { key, scope, challenge, audited }: Admission,
): Promise<Access> {
  const realm = `${challenge} realm="hubtwin"`;
  const access = key === undefined ? null : await authenticate(key);
  if (access === null) {
    refuseOver(await limits.takeFailure(senderOf(request.ip ?? '')), 'without a valid key from this address');
    throw new ProblemError('unauthenticated', 'Send a valid API key: Authorization: Bearer htk_…', {
      headers: { 'WWW-Authenticate': realm },
    });
  }
  audited.access = access;
  const state = await limits.takeRequest(access.keyId);
  response.set({
    'RateLimit-Policy': `"minute";q=${state.limit};w=60`,
    RateLimit: `"minute";r=${state.remaining};t=${state.resetSeconds}`,
  });
  refuseOver(state, 'with this API key');
  if (!access.scopes.has(scope)) {
    throw new ProblemError('missing_scope', `The API key lacks the scope ${scope}.`, {
      headers: { 'WWW-Authenticate': `${realm}, error="insufficient_scope", scope="${scope}"` },
    });
  }
  return access;
}

function refuseOver({ isExceeded, limit, resetSeconds }: LimitState, whose: string): void {
  if (!isExceeded) return;
  throw new ProblemError('rate_limited', `At most ${limit} requests a minute ${whose}.`, {
    headers: { 'Retry-After': `${resetSeconds}` },
  });
}
