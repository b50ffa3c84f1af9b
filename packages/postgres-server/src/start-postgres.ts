import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { type Account, findAccount } from './unprivileged.ts';

export interface PostgresServerOptions {
  /** Holds the cluster, its password and its log; made when it is missing. */
  directory: string;
  /** Taken when it is free, else any free port. */
  preferredPort?: number;
  /** Server settings, as for `postgres -c name=value`. */
  settings?: Record<string, string>;
}

/** A running server of our own. Disposing stops it: connections are ended, data is flushed. */
export interface PostgresServer extends AsyncDisposable {
  port: number;
  /** Connection string of one of its databases. */
  url(database: string): string;
}

const user = 'hubtwin';

/**
 * Starts Postgres 18 on 127.0.0.1 over the cluster in `directory`, creating the cluster when there is
 * none. A server that a killed owner left running on the same directory is stopped first.
 *
 * @throws when a living process owns the directory, or Postgres does not start; the message has its log.
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { initdb, postgres } = await findBinaries();
  const account = findAccount();
  const data = join(options.directory, 'data');
  const passwordFile = join(options.directory, 'password');
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const release = await takeOwnership(options.directory, data);

  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    for (const path of [options.directory, data, passwordFile]) own(path, account);
    await runInitdb(account, initdb, data, passwordFile);
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
  await ready(server);

  const password = readFileSync(passwordFile, 'utf8');
  return {
    port,
    url: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    async [Symbol.asyncDispose]() {
      await stop(server);
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
  data: string,
  passwordFile: string,
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
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb ended with code ${code}:\n${output}`);
}

/** Resolves once the server takes connections; its log is drained for as long as it runs. */
async function ready(server: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let log = '';
  server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    log = (log + chunk).slice(-10_000);
    if (chunk.includes('ready to accept connections')) resolve();
  });
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`Postgres ended with code ${code}:\n${log}`)));
  await promise;
}

/** Fast shutdown, and an immediate one (recovered from at the next start) if that takes too long. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGINT');
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 15_000);
  await exited;
  clearTimeout(impatient);
}

async function takeOwnership(directory: string, data: string): Promise<() => void> {
  const ownerFile = join(directory, 'owner.pid');
  const owner = readPid(ownerFile);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new Error(`The Postgres in ${directory} is in use by process ${owner}. Stop that one first.`);
  }
  const orphan = readPid(join(data, 'postmaster.pid'));
  if (orphan !== undefined && isAlive(orphan)) {
    process.kill(orphan, 'SIGINT');
    for (let waited = 0; isAlive(orphan) && waited < 15_000; waited += 50) await sleep(50);
  }
  writeFileSync(ownerFile, `${process.pid}\n`);
  return () => rmSync(ownerFile, { force: true });
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isNaN(pid) ? undefined : pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
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
