import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyRing, SecretError } from './key-ring.ts';

const oldKey = { id: 'old', key: randomBytes(32) };
const newKey = { id: 'new', key: randomBytes(32) };
const place = { table: 'webhook_configs', column: 'secret', row: '7' };

test('a secret decrypts under the ring that encrypted it', () => {
  const ring = createKeyRing([newKey]);
  expect(ring.decrypt(ring.encrypt('s3cret ✓', place), place)).toBe('s3cret ✓');
});

test('a secret moved to another row, column or table does not decrypt', () => {
  const ring = createKeyRing([newKey]);
  const sealed = ring.encrypt('s3cret', place);
  for (const moved of [{ row: '8' }, { column: 'token' }, { table: 'repositories' }]) {
    expect(() => ring.decrypt(sealed, { ...place, ...moved })).toThrow(SecretError);
  }
});

test('a changed byte anywhere is noticed', () => {
  const ring = createKeyRing([newKey]);
  const sealed = ring.encrypt('s3cret', place);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => ring.decrypt(changed, place)).toThrow(SecretError);
  }
});

test('after a rotation old secrets still decrypt and new ones use the new key', () => {
  const sealed = createKeyRing([oldKey]).encrypt('s3cret', place);
  const ring = createKeyRing([newKey, oldKey]);
  expect(ring.decrypt(sealed, place)).toBe('s3cret');
  expect(() => createKeyRing([oldKey]).decrypt(ring.encrypt('s3cret', place), place)).toThrow(/"new"/);
});
