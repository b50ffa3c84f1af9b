import { startTestRedis } from '@hubtwin/test-kit';
import { openBenchDatabases } from '../bench-database.ts';
import { freePort } from '../free-port.ts';
import { startApp } from '../server-process.ts';
import { type Backlog, openBacklog } from './open-backlog.ts';

/** An ingress and sync-workers over Redis. Disposing stops all of them. */
export interface Services extends AsyncDisposable {
  url: string;
  secret: string;
  backlog: Backlog;
  /** Names and ids of the processes. */
  processes: { name: string; pid: number }[];
}

const secret = 'a-secret-for-the-benchmark-only-0123456789';

export async function openServices({ workers }: { workers: number }): Promise<Services> {
  await using owned = new AsyncDisposableStack();
  const databaseUrl = await owned.use(await openBenchDatabases()).createMigrated('services');
  const redis = owned.use(await startTestRedis());
  const environment = { DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
  const port = await freePort();
  const ingress = { ...environment, GITHUB_WEBHOOK_SECRET: secret, INGRESS_PORT: `${port}` };
  const processes = [{ name: 'ingress', ...owned.use(await startApp('ingress', ingress)) }];
  for (let n = 1; n <= workers; n++)
    processes.push({ name: `sync-worker ${n}`, ...owned.use(await startApp('sync-worker', environment)) });
  const backlog = owned.use(await openBacklog({ databaseUrl, redisUrl: redis.url }));
  const disposal = owned.move();
  return {
    url: `http://127.0.0.1:${port}`,
    secret,
    backlog,
    processes,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
