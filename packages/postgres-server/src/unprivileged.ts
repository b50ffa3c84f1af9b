import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** How to run a program that refuses to run as root. */
export interface Account {
  /** User and group that own the data directory; absent when this process is not root. */
  owner?: { uid: number; gid: number };
  /** The command line that runs `file` under that account. */
  command(file: string, args: readonly string[]): [string, string[]];
}

/**
 * Postgres refuses to run as root. As root, its programs run as `postgres`, or as `nobody` where that
 * user does not exist, and keep the one capability that lets them reach a checkout below a directory
 * closed to others (a temporary folder, root's home). Where `setpriv` is missing they do without it.
 */
export function findAccount(): Account {
  if (process.getuid?.() !== 0) return { command: (file, args) => [file, [...args]] };
  const owner = lookUp('postgres') ?? lookUp('nobody');
  if (owner === undefined) {
    throw new Error('Postgres does not run as root, and there is no user postgres or nobody to run it as.');
  }
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (setpriv === undefined) {
    return { owner, command: (file, args) => [file, [...args]] };
  }
  const caps = '+dac_override';
  const drop = ['--reuid', `${owner.uid}`, '--regid', `${owner.gid}`, '--clear-groups'];
  // Without the secure bit access(2), by which initdb looks for postgres, would go by the user id alone.
  const keep = ['--inh-caps', caps, '--ambient-caps', caps, '--securebits', '+no_setuid_fixup'];
  return { owner, command: (file, args) => [setpriv, [...drop, ...keep, file, ...args]] };
}

function lookUp(user: string): { uid: number; gid: number } | undefined {
  try {
    const id = (kind: '-u' | '-g') =>
      Number(execFileSync('id', [kind, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
