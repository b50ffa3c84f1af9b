import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { notFound, RestError } from '../rest/answer.ts';

/** The required properties of requests, checked before they are processed. */
export interface Allowed {
  /** Host names and ports of the simulator in addition to IP addresses and `localhost`. */
  hosts: ReadonlySet<string>;
  /** The token for `/_sim/`; null: the control API is disabled. */
  controlToken: string | null;
}

/**
 * Rejects cross-site requests of browsers: with a host name that an attacker's DNS resolves to us, with a foreign
 * `Origin`, or, below `/_sim/`, without the token or as a form.
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
    if (!isOwn) throw new RestError(403, `${origin} is not allowed`);
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
/** DNS cannot redirect these. */
const isFixed = (hostname: string) => hostname === 'localhost' || isIP(bare(hostname)) !== 0;
