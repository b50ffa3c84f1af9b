import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findBinaries } from './binaries.ts';
import { isAlive } from './is-alive.ts';
import { readPid } from './read-pid.ts';
import { stopOrphan } from './stop-orphan.ts';
import { type Account, findAccount } from './unprivileged.ts';

export interface PostgresServerOptions {
  /** Holds the cluster, its password and its log; made when it is missing. */
  directory: string;
  /** Taken when it is free, else any free port. */
  preferredPort?: number;
  /** Server settings, as for `postgres -c name=value`. */
  settings?: Record<string, string>;
  /** Aborting it ends a start that has not finished; the cluster stays usable. */
  signal?: AbortSignal;
  /** Aborting it makes a stop immediate: the next start recovers from the write-ahead log. */
  hurry?: AbortSignal;
}

/** A running server of our own. Disposing stops it: connections are ended, data is flushed. */
export interface PostgresServer extends AsyncDisposable {
  port: number;
  /** Connection string of one of its databases. */
  url(database: string): string;
}

const user = 'hubtwin';
/** How long connections may take to end and data to be flushed. */
const fastShutdownMs = 3_000;

/**
 * Starts Postgres 18 on 127.0.0.1 over the cluster in `directory`, creating the cluster when there is
 * none. A server that a killed owner left running on the same directory is stopped first.
 *
 * @throws when a living process owns the directory, or Postgres does not start; the message has its log. Where `signal`
 * is aborted, its reason.
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const release = await takeOwnership(options.directory, options.signal);
  try {
    return await startOwned(options, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function startOwned(options: PostgresServerOptions, release: () => void): Promise<PostgresServer> {
  const { signal, hurry } = options;
  const { initdb, postgres } = await findBinaries();
  const account = findAccount();
  const data = join(options.directory, 'data');
  const passwordFile = join(options.directory, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    // Renamed when it is complete: an interrupted initdb leaves PG_VERSION behind too.
    const unfinished = join(options.directory, 'data.new');
    for (const folder of [data, unfinished]) rmSync(folder, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    for (const path of [options.directory, unfinished, passwordFile]) own(path, account);
    await runInitdb(account, initdb, { data: unfinished, passwordFile, signal });
    renameSync(unfinished, data);
  }

  const port = await freePort(options.preferredPort);
  const settings: Record<string, string> = {
    port: `${port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    lc_messages: 'C',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args] = account.command(postgres, ['-D', data, ...flags]);
  // Its own process group: Ctrl-C reaches the process that started it, which stops it last.
  const server = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  try {
    await ready(server, signal);
  } catch (error) {
    await stop(server, hurry);
    throw error;
  }

  const password = readFileSync(passwordFile, 'utf8');
  return {
    port,
    url: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    async [Symbol.asyncDispose]() {
      await stop(server, hurry);
      release();
    },
  };
}

function own(path: string, { owner }: Account): void {
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
}

async function runInitdb(
  account: Account,
  initdb: string,
  { data, passwordFile, signal }: { data: string; passwordFile: string; signal: AbortSignal | undefined },
): Promise<void> {
  const [file, args] = account.command(initdb, [
    `--pgdata=${data}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  signal?.throwIfAborted();
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const interrupt = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', interrupt);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  signal?.removeEventListener('abort', interrupt);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`initdb ended with code ${code}:\n${output}`);
}

/** Resolves once the server takes connections; its log is drained for as long as it runs. */
async function ready(server: ChildProcess, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const interrupt = () => reject(signal?.reason);
  signal?.addEventListener('abort', interrupt);
  let log = '';
  server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    log = (log + chunk).slice(-10_000);
    if (chunk.includes('ready to accept connections')) resolve();
  });
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`Postgres ended with code ${code}:\n${log}`)));
  await promise.finally(() => signal?.removeEventListener('abort', interrupt));
}

/** Fast shutdown; an immediate one, which the next start recovers from, when that takes too long or `hurry` is aborted. */
async function stop(server: ChildProcess, hurry: AbortSignal | undefined): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill(hurry?.aborted === true ? 'SIGQUIT' : 'SIGINT');
  const quit = () => server.kill('SIGQUIT');
  hurry?.addEventListener('abort', quit);
  const impatient = setTimeout(quit, fastShutdownMs);
  await exited;
  clearTimeout(impatient);
  hurry?.removeEventListener('abort', quit);
}

async function takeOwnership(directory: string, signal: AbortSignal | undefined): Promise<() => void> {
  const ownerFile = join(directory, 'owner.pid');
  const owner = readPid(ownerFile);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new Error(`The Postgres in ${directory} is in use by process ${owner}. Stop that one first.`);
  }
  await stopOrphan(join(directory, 'data'), signal);
  writeFileSync(ownerFile, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(ownerFile, { force: true });
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
