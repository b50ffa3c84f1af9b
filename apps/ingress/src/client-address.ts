import type { Request } from 'express';

/** The client's address, according to trusted proxies; an IPv4 address in its usual form. */
export function clientAddress({ ip = '' }: Request): string {
  return ip.startsWith('::ffff:') ? ip.slice(7) : ip;
}
