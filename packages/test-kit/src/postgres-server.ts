import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, migrate } from '@hubtwin/database';
import { type PostgresServer, startPostgres } from '@hubtwin/postgres-server';
import { migrateQueues } from '@hubtwin/queue';
import { createTestFolder } from './create-test-folder.ts';
import { waitFor } from './wait-for.ts';

/** A private Postgres with a migrated database, for tests that break it. Disposing stops and removes it. */
export interface TestPostgres extends AsyncDisposable {
  url: string;
  /** Stops it as `pg_ctl stop -m immediate` does: it recovers from its log at the next start. */
  stopImmediately(): Promise<void>;
  /** Starts it again on its data and its port. */
  start(): Promise<void>;
}

/** @param maxConnections Postgres' default is 100; its lock table grows with them. */
export async function startTestPostgres({ maxConnections = 200 } = {}): Promise<TestPostgres> {
  const directory = createTestFolder('harmed-postgres');
  // Only its processes are killed, not the machine: data that was written survives without a flush.
  const settings = { fsync: 'off', max_connections: `${maxConnections}` };
  let server: PostgresServer = await startPostgres({ directory, settings });
  const { port } = server;
  const url = server.url('postgres');
  const connection = createDatabase({ url, poolMax: 1 });
  await migrate(connection.database);
  await connection[Symbol.asyncDispose]();
  await migrateQueues(url);
  return {
    url,
    async stopImmediately() {
      const pid = Number.parseInt(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8'), 10);
      process.kill(pid, 'SIGQUIT');
      await waitFor('the end of Postgres', () => !isAlive(pid));
      await server[Symbol.asyncDispose]();
    },
    async start() {
      server = await startPostgres({ directory, settings, preferredPort: port });
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
