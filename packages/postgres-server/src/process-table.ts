import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A running process, as the operating system reports it. */
export interface ProcessEntry {
  /** Distinguishes processes that reuse an id; opaque. */
  startedAt: string;
  /** Its command line; arguments end with `separator`. */
  command: string;
  separator: string;
}

/** Undefined if no process has this id; a zombie counts as ended. */
export function readProcess(pid: number): ProcessEntry | undefined {
  return process.platform === 'linux' ? readLinux(pid) : readPs(pid);
}

function readLinux(pid: number): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the state is in parentheses, and may contain parentheses.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return { startedAt: fields[startTimeField] ?? '', command, separator: '\0' };
  } catch {
    return undefined;
  }
}

/** proc_pid_stat(5): `starttime` is field 22, the state field 3. */
const startTimeField = 22 - 3 - 1;

function readPs(pid: number): ProcessEntry | undefined {
  try {
    const read = (column: string) =>
      execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', `${pid}`], {
        encoding: 'utf8',
        env: { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' },
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    if (read('state').startsWith('Z')) return undefined;
    return { startedAt: read('lstart'), command: `${read('command')} `, separator: ' ' };
  } catch {
    // `ps` fails if there is no such process.
    return undefined;
  }
}
