import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSigner } from './sign.ts';

const oldKey = { id: 'old', key: randomBytes(32) };
const newKey = { id: 'new', key: randomBytes(32) };

test('what was signed is verified for its purpose alone, also after the keys were rotated', () => {
  const signed = createSigner([oldKey])?.sign('install', 'a text ✓') ?? '';
  expect(signed).toMatch(/^[\w.-]+$/);
  const rotated = createSigner([newKey, oldKey]);
  expect(rotated?.verify('install', signed)).toBe('a text ✓');
  expect(rotated?.verify('another', signed)).toBe(null);
  expect(createSigner([newKey])?.verify('install', signed)).toBe(null);
  expect(createSigner([{ ...newKey, id: 'old' }])?.verify('install', signed)).toBe(null);
  expect(createSigner([])).toBe(null);
});

test('a changed character anywhere is noticed', () => {
  const signer = createSigner([newKey]);
  const signed = signer?.sign('install', '{"until":1}') ?? '';
  for (let at = 0; at < signed.length; at++) {
    // The last character of a MAC has two bits that say nothing.
    const other = at === signed.length - 1 ? '.' : signed[at] === 'A' ? 'B' : 'A';
    expect(signer?.verify('install', signed.slice(0, at) + other + signed.slice(at + 1))).toBe(null);
  }
  for (const junk of ['', '.', '..', '...', 'new', 'new..', `${signed}.`]) {
    expect(signer?.verify('install', junk)).toBe(null);
  }
});
