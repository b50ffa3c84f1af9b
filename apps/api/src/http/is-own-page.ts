import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * Whether a request that a browser was made to send comes from a page of ours: by `Origin`, else by `Referer`. A host
 * name is ours where the configuration says so: one that DNS leads here is not (DNS rebinding). An address or
 * `localhost` cannot be led elsewhere.
 *
 * @param publicUrl where browsers find the API.
 * @returns undefined where the request names no page, as those of programs.
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
