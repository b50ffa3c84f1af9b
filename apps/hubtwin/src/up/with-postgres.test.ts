import { createTestDatabase, startEndingPostgres } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { withPostgres } from './with-postgres.ts';

test('a Postgres that ends a connection in the moment in which it accepts it does not end the process', async () => {
  await using database = await createTestDatabase({ poolMax: 1 });
  using postgres = await startEndingPostgres(database.url, 1);
  const ask = () =>
    withPostgres(
      { connectionString: postgres.url },
      async (client) => (await client.query('select')).rowCount,
    );
  await expect(ask()).rejects.toThrow();
  expect(await ask()).toBe(1);
});
