import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyRing, SecretError } from './key-ring.ts';
import { openKeyRing } from './open-key-ring.ts';

const oldKey = { id: 'old', key: randomBytes(32) };
const newKey = { id: 'new', key: randomBytes(32) };
const place = { table: 'webhook_configs', column: 'secret', row: '7' };
const silent = { info() {}, error() {} };

test('a secret decrypts under the ring that encrypted it', async () => {
  const ring = createKeyRing([newKey]);
  expect(await ring.decrypt(ring.encrypt('s3cret ✓', place), place)).toBe('s3cret ✓');
});

test('a secret that was copied to another row, column or table does not decrypt', async () => {
  const ring = createKeyRing([newKey]);
  const ciphertext = ring.encrypt('s3cret', place);
  for (const moved of [{ row: '8' }, { column: 'token' }, { table: 'repositories' }]) {
    await expect(ring.decrypt(ciphertext, { ...place, ...moved })).rejects.toThrow(SecretError);
  }
});

test('a changed byte in any position is detected', async () => {
  const ring = createKeyRing([newKey]);
  const ciphertext = ring.encrypt('s3cret', place);
  for (let at = 0; at < ciphertext.length; at++) {
    const changed = Buffer.from(ciphertext);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(ring.decrypt(changed, place)).rejects.toThrow(SecretError);
  }
});

test('after a rotation old secrets still decrypt and new ones use the new key', async () => {
  const ciphertext = createKeyRing([oldKey]).encrypt('s3cret', place);
  const ring = createKeyRing([newKey, oldKey]);
  expect(await ring.decrypt(ciphertext, place)).toBe('s3cret');
  expect(ring.isCurrent(ciphertext)).toBe(false);
  const fresh = ring.encrypt('s3cret', place);
  expect(ring.isCurrent(fresh)).toBe(true);
  await expect(createKeyRing([oldKey]).decrypt(fresh, place)).rejects.toThrow(/"new"/);
});

test('a signature is valid only for its text and purpose, under any key of the ring', async () => {
  const ring = createKeyRing([newKey, oldKey]);
  const signature = createKeyRing([oldKey]).sign('oauth_state', 'a text');
  expect(await ring.verify('oauth_state', 'a text', signature)).toBe(true);
  expect(await ring.verify('oauth_state', 'a text', ring.sign('oauth_state', 'a text'))).toBe(true);
  expect(await ring.verify('other', 'a text', signature)).toBe(false);
  expect(await ring.verify('oauth_state', 'another', signature)).toBe(false);
  for (const wrong of ['', '.', 'old.', 'old', `new.${signature.slice(4)}`, `${signature}A`, 'none.AAAA']) {
    expect([wrong, await ring.verify('oauth_state', 'a text', wrong)]).toEqual([wrong, false]);
  }
  expect(await createKeyRing([newKey]).verify('oauth_state', 'a text', signature)).toBe(false);
});

test('a ciphertext of a key that the ring has not loaded yet decrypts, once the source has the key', async () => {
  let keys = [oldKey];
  let reads = 0;
  const reread = async () => {
    reads += 1;
    return keys;
  };
  using ring = openKeyRing({ keys, reread }, silent) ?? expect.fail();
  keys = [newKey, oldKey];
  const ciphertext = createKeyRing([newKey]).encrypt('s3cret', place);
  expect(await Promise.all([ring.decrypt(ciphertext, place), ring.decrypt(ciphertext, place)])).toEqual([
    's3cret',
    's3cret',
  ]);
  expect([reads, ring.currentId]).toEqual([1, 'new']);
  const foreign = createKeyRing([{ id: 'foreign', key: randomBytes(32) }]).encrypt('x', place);
  for (let n = 0; n < 50; n++) await expect(ring.decrypt(foreign, place)).rejects.toThrow(SecretError);
  expect(reads, 'unknown ids do not cause a read each').toBe(1);
});

test('while its source cannot be read, a ring keeps its keys', async () => {
  const reread = () => Promise.reject(new Error('away'));
  using ring = openKeyRing({ keys: [oldKey], reread }, silent) ?? expect.fail();
  const ciphertext = ring.encrypt('s3cret', place);
  await expect(ring.refresh()).rejects.toThrow('away');
  expect(await ring.decrypt(ciphertext, place)).toBe('s3cret');
  expect(await ring.verify('purpose', 'text', 'unknown.AAAA')).toBe(false);
});
