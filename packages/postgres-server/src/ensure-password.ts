import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './unprivileged.ts';

interface PasswordOptions {
  /** Contains `data`, a cluster without a running server, and `password`. */
  directory: string;
  /** Path of the server binary. */
  postgres: string;
  account: Account;
  /** The role that the password belongs to. */
  user: string;
}

/**
 * Reads the password of a cluster. If its file is missing or empty, a new password is set: everyone who may write the
 * data directory may also do that.
 *
 * @throws with the log if Postgres does not set it.
 */
export async function ensurePassword({
  directory,
  postgres,
  account,
  user,
}: PasswordOptions): Promise<string> {
  const file = join(directory, 'password');
  const stored = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (stored !== '') return stored;
  const password = randomBytes(24).toString('base64url');
  // In single-user mode, Postgres requires no password.
  const [command, args] = account.command(postgres, ['--single', '-D', join(directory, 'data'), 'postgres']);
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
  // It may end before it has read the statement: its log has the reason.
  child.stdin.on('error', () => {});
  child.stdin.end(`alter role ${user} password '${password}'\n`);
  const [code] = await once(child, 'close');
  if (code !== 0 || /\b(?:ERROR|FATAL|PANIC):/.test(log))
    throw new Error(`The password of the cluster in ${directory} was not set:\n${log.trim()}`);
  const written = `${file}.new`;
  writeFileSync(written, password, { mode: 0o600, flush: true });
  renameSync(written, file);
  return password;
}
