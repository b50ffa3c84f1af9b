import { type PostgresServerOptions, startPostgres } from '@hubtwin/postgres-server';
import pg from 'pg';

/** A stable port, so that what reads the twin with SQL finds it again after a restart. */
const preferredPort = 54_329;
const name = 'hubtwin';

/** Starts the embedded Postgres with the database `hubtwin` in it. */
export async function openEmbeddedPostgres(
  options: Required<Pick<PostgresServerOptions, 'directory' | 'signal' | 'hurry'>>,
): Promise<AsyncDisposable & { url: string }> {
  const server = await startPostgres({ ...options, preferredPort, settings: { max_connections: '200' } });
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  const found = await client.query('select from pg_database where datname = $1', [name]);
  if (found.rowCount === 0) await client.query(`create database ${name}`);
  await client.end();
  return { url: server.url(name), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
