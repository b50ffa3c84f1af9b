import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, migrate } from '@hubtwin/database';
import { startPostgres } from '@hubtwin/postgres-server';
import { migrateQueues } from '@hubtwin/queue';
import pg from 'pg';

/** A Postgres as `hubtwin up` starts it, with durable commits, and separate databases in it. */
export interface BenchDatabases extends AsyncDisposable {
  /** @returns the URL of a new empty database. */
  createEmpty(name: string): Promise<string>;
  /** @returns the URL of a new migrated database. */
  createMigrated(name: string): Promise<string>;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

export async function openBenchDatabases(): Promise<BenchDatabases> {
  const directory = mkdtempSync(join(tmpdir(), 'hubtwin-bench-'));
  const server = await startPostgres({ directory, settings: { max_connections: '200' } });
  await ageWriteAheadLog(server.url('postgres'));
  const createEmpty = async (name: string) => {
    const client = new pg.Client({ connectionString: server.url('postgres') });
    await client.connect();
    try {
      // Quoted: `full` is a keyword.
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    } finally {
      await client.end();
    }
    return server.url(name);
  };
  const close = async () => {
    await server[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true, force: true });
  };
  // Otherwise the server would outlive this process.
  const interrupt = () => void close().finally(() => process.exit(1));
  for (const signal of signals) process.once(signal, interrupt);
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
      for (const signal of signals) process.removeListener(signal, interrupt);
      await close();
    },
  };
}

/**
 * Creates segments of the write-ahead log for reuse, as on a server that has run for an hour. A new server fills each
 * segment with zeros first, which delays its commits by about 70 ms.
 */
async function ageWriteAheadLog(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let segment = 0; segment < 12; segment++) {
    await client.query("select pg_logical_emit_message(false, 'bench', repeat('x', 16000000))");
    await client.query('select pg_switch_wal()');
  }
  await client.query('checkpoint');
  await client.end();
}
