import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, migrate } from '@hubtwin/database';
import { startPostgres } from '@hubtwin/postgres-server';
import { migrateQueues } from '@hubtwin/queue';
import pg from 'pg';

/** A Postgres as `hubtwin up` starts it, with durable commits, and databases of one's own in it. */
export interface BenchDatabases extends AsyncDisposable {
  /** @returns the URL of a new empty database. */
  createEmpty(name: string): Promise<string>;
  /** @returns the URL of a new migrated database. */
  createMigrated(name: string): Promise<string>;
}

export async function openBenchDatabases(): Promise<BenchDatabases> {
  const directory = mkdtempSync(join(tmpdir(), 'hubtwin-bench-'));
  const server = await startPostgres({ directory, settings: { max_connections: '200' } });
  const createEmpty = async (name: string) => {
    const client = new pg.Client({ connectionString: server.url('postgres') });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return server.url(name);
  };
  return {
    createEmpty,
    async createMigrated(name) {
      const url = await createEmpty(name);
      await using connection = createDatabase({ url, poolMax: 2 });
      await migrate(connection.database);
      await migrateQueues(url);
      return url;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
