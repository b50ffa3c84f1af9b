import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Identifies a sender: an IPv4 address in its usual notation, or the /64 network of an IPv6 address. */
export function senderOf(address: string): string {
  const usual = address.startsWith('::ffff:') ? address.slice(7) : address;
  const isNetwork = usual.includes(':') && isIPv6(usual);
  return isNetwork ? `${ipaddr.IPv6.parse(usual).parts.slice(0, 4).map(hex).join(':')}::/64` : usual;
}

const hex = (part: number) => part.toString(16);
