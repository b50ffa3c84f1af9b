import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findBinaries } from './binaries.ts';
import { ensurePassword } from './ensure-password.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { keepServer } from './keep-server.ts';
import { runServer } from './run-server.ts';
import { sharedBuffers } from './shared-buffers.ts';
import { stopOrphan } from './stop-orphan.ts';
import { takeOwnership } from './take-ownership.ts';
import { findAccount } from './unprivileged.ts';

export interface PostgresServerOptions {
  /** Contains the cluster and its password; created if missing. */
  directory: string;
  /** Used if it is free, otherwise any free port. */
  preferredPort?: number;
  /** Server settings, as for `postgres -c name=value`. */
  settings?: Record<string, string>;
  /** Aborting it ends a start in progress; the cluster stays usable. */
  signal?: AbortSignal;
  /** Aborting it makes a stop immediate: the next start recovers from the write-ahead log. */
  hurry?: AbortSignal;
  /**
   * Called with the reason why the server ended before it was disposed, or could not be restarted. If set, the server
   * is restarted on its port until it runs again.
   */
  onUnexpectedEnd?: (error: Error) => void;
}

/** A running private server. Disposing stops it: connections are closed, data is flushed. */
export interface PostgresServer extends AsyncDisposable {
  port: number;
  /** Connection string of one of its databases. */
  url(database: string): string;
}

const user = 'hubtwin';

/**
 * Starts Postgres 18 on 127.0.0.1 over the cluster in `directory`, which is created if missing. A server that a killed
 * owner left running on the same directory is stopped first.
 *
 * @throws ClusterInUseError if a living process owns the directory; an error with the log if Postgres does not start;
 * the reason of `signal` if it is aborted.
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const release = takeOwnership(options.directory);
  try {
    return await startOwned(options, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function startOwned(options: PostgresServerOptions, release: () => void): Promise<PostgresServer> {
  const { directory, signal, hurry, onUnexpectedEnd } = options;
  const { initdb, postgres } = await findBinaries();
  const account = findAccount();
  const data = join(directory, 'data');
  await stopOrphan(data, signal);
  await initialiseCluster({ directory, initdb, account, user, signal });
  const password = await ensurePassword({ directory, postgres, account, user });

  const port = await freePort(options.preferredPort);
  const settings: Record<string, string> = {
    port: `${port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    lc_messages: 'C',
    shared_buffers: sharedBuffers(),
    ...options.settings,
  };
  const run = (until: AbortSignal | undefined) =>
    runServer({ account, postgres, data, settings, signal: until, hurry });
  const restart = async (disposing: AbortSignal) => {
    await stopOrphan(data, disposing);
    return run(disposing);
  };
  const first = await run(signal);
  const stop = onUnexpectedEnd === undefined ? first.stop : keepServer(first, restart, onUnexpectedEnd);

  return {
    port,
    url: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    async [Symbol.asyncDispose]() {
      await stop();
      release();
    },
  };
}

async function freePort(preferred = 0): Promise<number> {
  const probe = createServer();
  const listening = once(probe, 'listening');
  probe.listen(preferred, '127.0.0.1');
  try {
    await listening;
  } catch (error) {
    if (preferred === 0) throw error;
    return freePort(0);
  }
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : preferred;
}
