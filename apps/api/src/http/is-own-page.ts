import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * Whether a browser sent a request from our own page: by `Origin`, else by `Referer`. A host
 * name is ours only if it is configured: another one that resolves to this server is not (DNS rebinding). An IP address or
 * `localhost` cannot be rebound.
 *
 * @param publicUrl the URL of the API for browsers.
 * @returns undefined if the request has neither header, like those of programs.
 */
export function isOwnPage(request: Request, publicUrl: string): boolean | undefined {
  const site = request.get('sec-fetch-site') ?? 'same-origin';
  if (site !== 'same-origin' && site !== 'none') return false;
  const named = request.get('origin') ?? request.get('referer');
  if (named === undefined) return undefined;
  const origin = URL.parse(named)?.origin;
  const here = URL.parse(`${request.protocol}://${request.host}`);
  const isOurs = here !== null && isFixed(here.hostname) && here.origin === origin;
  return isOurs || new URL(publicUrl).origin === origin;
}

const isFixed = (hostname: string) =>
  hostname === 'localhost' || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
