import type { Request } from 'express';

/** The address of who asks, as far as proxies are believed; an IPv4 one in its usual form. */
export function clientAddress({ ip = '' }: Request): string {
  return ip.startsWith('::ffff:') ? ip.slice(7) : ip;
}
