import { expect, test } from 'vitest';
import { senderOf } from './sender-of.ts';

test('an IPv6 /64 network is one sender, and an IPv4 address is one in both notations', () => {
  expect(senderOf('2001:db8:0:1::7')).toBe('2001:db8:0:1::/64');
  expect(senderOf('2001:db8:0:1:ffff::1%eth0')).toBe('2001:db8:0:1::/64');
  expect(senderOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(senderOf('192.0.2.7')).toBe('192.0.2.7');
  expect(senderOf('')).toBe('');
});
