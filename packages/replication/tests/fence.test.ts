import { createTestDatabase, freePort, startApp, startFaultProxy, startTestRedis } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';

/** Every service that follows or writes the change log. */
const services = ['api', 'cache-worker', 'import-worker', 'sync-worker'];

const environmentOf = async (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  API_PORT: `${await freePort()}`,
});

test.each(services)('%s does not start on a database whose change log could have gaps', async (name) => {
  await using database = await createTestDatabase({ poolMax: 1 });
  await database.pool.query('alter sequence changes_seq_seq cache 20');
  // A cache-worker requires it.
  await using redis = await startTestRedis();
  const environment = { ...(await environmentOf(database.url)), REDIS_URL: redis.url };
  await expect(startApp(name, environment).then((app) => app[Symbol.asyncDispose]())).rejects.toThrow(
    `${name} did not start:\nThe sequence changes_seq_seq caches 20 numbers per session, so readers of the change log would miss entries: run "alter sequence changes_seq_seq cache 1".\n`,
  );
});

test('a service that starts before its database checks it once it is available, and ends', async () => {
  await using database = await createTestDatabase({ poolMax: 1 });
  await database.pool.query('alter sequence changes_seq_seq cache 20');
  await using proxy = await startFaultProxy({ port: Number(new URL(database.url).port) });
  await proxy.inflict({ kind: 'reset' });
  const app = await startApp('api', await environmentOf(proxy.through(database.url)));
  await proxy.inflict(null);
  await app.ended;
  expect(app.output()).toContain('run "alter sequence changes_seq_seq cache 1"');
});
