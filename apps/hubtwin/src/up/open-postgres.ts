import { ClusterInUseError, type PostgresServerOptions, startPostgres } from '@hubtwin/postgres-server';
import { OperatorError } from '@hubtwin/service';
import { embeddedPostgresPort } from './embedded-postgres-port.ts';
import { withPostgres } from './with-postgres.ts';

const name = 'hubtwin';

/** Starts the embedded Postgres with the database `hubtwin`, and restarts it on its port when it ends. */
export async function openEmbeddedPostgres(
  options: Required<Pick<PostgresServerOptions, 'directory' | 'signal' | 'hurry'>>,
  say: (line: string) => void,
): Promise<AsyncDisposable & { url: string }> {
  await using started = new AsyncDisposableStack();
  const server = started.use(
    await startPostgres({
      ...options,
      preferredPort: embeddedPostgresPort,
      settings: { max_connections: '200' },
      onUnexpectedEnd: ({ message }) => say(`${lastLines(message)}\nRestarting it`),
    }).catch((error: unknown) => {
      if (!(error instanceof ClusterInUseError)) throw error;
      throw new OperatorError(`Hubtwin is already running in this folder. ${error.message}`, {
        cause: error,
      });
    }),
  );
  await withPostgres({ connectionString: server.url('postgres') }, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${name}`);
  });
  const running = started.move();
  return { url: server.url(name), [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The first line of an error of Postgres, and the last line of its log. */
function lastLines(message: string): string {
  const [first, ...log] = message.split('\n');
  return [first, ...log.slice(-3)].join('\n');
}
