import { isIPv6 } from 'node:net';

const everywhere = new Set(['0.0.0.0', '::', '127.0.0.1']);

/**
 * How a server that listens on `host` is reached from its own machine, as URLs write it.
 *
 * @param name what stands for this machine.
 */
export function addressOf(host: string, name: '127.0.0.1' | 'localhost' = '127.0.0.1'): string {
  if (everywhere.has(host)) return name;
  return isIPv6(host) ? `[${host}]` : host;
}
