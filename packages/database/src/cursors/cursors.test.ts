import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { readCursor } from './read-cursor.ts';
import { saveCursor } from './save-cursor.ts';

test('reading a cursor returns what was last saved under its scope', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  expect(await readCursor(database, 'a')).toBeNull();
  await saveCursor(database, 'a', { page: 1 });
  await saveCursor(database, 'b', null);
  const before = await readCursor(database, 'a');
  await saveCursor(database, 'a', { page: 2 });
  const after = await readCursor(database, 'a');
  expect([before?.value, after?.value]).toEqual([{ page: 1 }, { page: 2 }]);
  expect(after?.updatedAt.getTime()).toBeGreaterThanOrEqual(before?.updatedAt.getTime() ?? 0);
  expect(await readCursor(database, 'b')).toMatchObject({ value: null });
});
