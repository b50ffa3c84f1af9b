import { isIPv6 } from 'node:net';

const everywhere = new Set(['0.0.0.0', '::', '127.0.0.1']);

/**
 * The address, as in a URL, under which a server that listens on `host` is reachable from the same machine.
 *
 * @param name used if the server listens on all interfaces.
 */
export function addressOf(host: string, name: '127.0.0.1' | 'localhost' = '127.0.0.1'): string {
  if (everywhere.has(host)) return name;
  return isIPv6(host) ? `[${host}]` : host;
}
