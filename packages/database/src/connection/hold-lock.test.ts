import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { holdLock } from './hold-lock.ts';

test('one caller at a time holds a lock; it is released after the work, also after a failure', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  const gate = Promise.withResolvers<string>();
  const held = Promise.withResolvers<void>();
  const first = holdLock(database, 'pass', () => {
    held.resolve();
    return gate.promise;
  });
  await held.promise;
  expect(await holdLock(database, 'pass', async () => 'second')).toBeNull();
  expect(await holdLock(database, 'other', async () => 'other')).toEqual({ result: 'other' });
  gate.resolve('first');
  expect(await first).toEqual({ result: 'first' });
  const failing = holdLock(database, 'pass', () => Promise.reject(new Error('bad end')));
  await expect(failing).rejects.toThrow('bad end');
  expect(await holdLock(database, 'pass', async () => 'third')).toEqual({ result: 'third' });
});
