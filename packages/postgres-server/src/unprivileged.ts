import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The account for programs that refuse to run as root. */
export interface Account {
  /** Owner of the data directory; absent if this process is not root. */
  owner?: { uid: number; gid: number };
  /** The command line that runs `file` with that account. */
  command(file: string, args: readonly string[]): [string, string[]];
}

/**
 * Postgres refuses to run as root. As root, its programs run as the user `postgres`, or `nobody` if that does not
 * exist, and keep the one capability that is needed to reach a checkout below a directory that other users cannot read
 * (a temporary folder, root's home). Without `setpriv` they run without it.
 */
export function findAccount(): Account {
  if (process.getuid?.() !== 0) return { command: (file, args) => [file, [...args]] };
  const owner = lookUp('postgres') ?? lookUp('nobody');
  if (owner === undefined) {
    throw new Error(
      'Postgres does not run as root, and neither a user postgres nor a user nobody exists to run it.',
    );
  }
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (setpriv === undefined) {
    return { owner, command: (file, args) => [file, [...args]] };
  }
  const caps = '+dac_override';
  const drop = ['--reuid', `${owner.uid}`, '--regid', `${owner.gid}`, '--clear-groups'];
  // Without the secure bit, access(2), with which initdb looks for postgres, would check the user id only.
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
