import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './unprivileged.ts';

interface ClusterOptions {
  /** Contains `data`, the cluster, and `password`. */
  directory: string;
  initdb: string;
  account: Account;
  user: string;
  signal: AbortSignal | undefined;
}

const prefix = 'unfinished-';

/**
 * Creates a cluster if none exists. It is created in a temporary folder and renamed when it is complete: if this
 * process is killed, the next start finds a complete cluster or none. The initdb of a killed start may continue for a
 * moment in its own folder.
 *
 * @throws with the output of initdb if it fails.
 */
export async function initialiseCluster(options: ClusterOptions): Promise<void> {
  const { directory, account, signal } = options;
  for (const name of readdirSync(directory)) if (name.startsWith(prefix)) await remove(join(directory, name));
  const data = join(directory, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return;
  // Not a cluster, but possibly files of the user.
  if (existsSync(data)) renameSync(data, join(directory, `data-without-a-cluster-${Date.now()}`));
  const unfinished = mkdtempSync(join(directory, prefix));
  try {
    const passwordFile = join(unfinished, 'password');
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    for (const path of [directory, unfinished, passwordFile]) own(path, account);
    await runInitdb({ ...options, data: join(unfinished, 'data'), passwordFile });
    signal?.throwIfAborted();
    renameSync(passwordFile, join(directory, 'password'));
    renameSync(join(unfinished, 'data'), data);
  } finally {
    await remove(unfinished);
  }
}

/** Files that are still being written are removed by a later start. */
const remove = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {});

function own(path: string, { owner }: Account): void {
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
}

async function runInitdb(
  options: ClusterOptions & {
    data: string;
    passwordFile: string;
  },
): Promise<void> {
  const { account, initdb, signal } = options;
  const [file, args] = account.command(initdb, [
    `--pgdata=${options.data}`,
    `--username=${options.user}`,
    `--pwfile=${options.passwordFile}`,
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
