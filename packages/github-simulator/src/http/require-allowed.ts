import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { notFound, RestError } from '../rest/answer.ts';

/** What requests must have before anything looks into them. */
export interface Allowed {
  /** Hosts by which the simulator is reached beside addresses and `localhost`, with their ports. */
  hosts: ReadonlySet<string>;
  /** Opens `/_sim/`; null: nothing does. */
  controlToken: string | null;
}

/**
 * Refuses what another site's page has a browser send: by a host name that DNS leads here, by its `Origin`, or, below
 * `/_sim/`, without the token that opens it or as a form.
 *
 * @throws RestError 401, 403, 404 or 415.
 */
export function requireAllowed(request: IncomingMessage, isControl: boolean, allowed: Allowed): void {
  const { host = '', origin, authorization, 'content-type': contentType = '' } = request.headers;
  const here = URL.parse(`http://${host}`);
  if (here === null || !(isFixed(here.hostname) || allowed.hosts.has(host.toLowerCase())))
    throw new RestError(403, `The simulator is not ${host}`);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (origin !== undefined && (isControl || !isRead)) {
    const from = URL.parse(origin);
    // The page of `hubtwin app create` is on another port of this machine.
    const isOwn = from?.host === host || (!isControl && from !== null && isLoopback(from.hostname));
    if (!isOwn) throw new RestError(403, `${origin} may not ask this`);
  }
  if (!isControl) return;
  if (allowed.controlToken === null) throw notFound();
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (!timingSafeEqual(hash(token), hash(allowed.controlToken)))
    throw new RestError(401, 'Send the control token: Authorization: Bearer …');
  if (request.method === 'POST' && !/^application\/json\s*(;|$)/i.test(contentType))
    throw new RestError(415, 'Send the body as application/json');
}

const hash = (token: string) => createHash('sha256').update(token).digest();
const bare = (hostname: string) => hostname.replace(/^\[(.*)\]$/, '$1');
const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]';
/** DNS cannot lead these elsewhere. */
const isFixed = (hostname: string) => hostname === 'localhost' || isIP(bare(hostname)) !== 0;
