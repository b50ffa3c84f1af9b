import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProcess } from './process-table.ts';

const withinMs = 15_000;
/** A child process that computes does not notice that its server was killed; the others end at once. */
const childrenWithinMs = 3_000;

/**
 * Stops the server that a killed owner left running over a cluster, and waits for the child processes of a killed
 * server. Signals only a Postgres of this folder: after a crash the id in `postmaster.pid` may belong to an unrelated
 * process, which Postgres would take for a running server. Where that file is damaged or missing, the server is found by
 * its command line (on Linux).
 */
export async function stopOrphan(data: string, signal: AbortSignal | undefined): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const [first = '', ...rest] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const named = Number.parseInt(first, 10);
  const orphan = isPostmaster(named, data) ? named : findPostmaster(data);
  if (orphan !== undefined) process.kill(orphan, 'SIGINT');
  const isRunning = () => (orphan !== undefined && isPostmaster(orphan, data)) || isInUse(data);
  for (let waited = 0; isRunning() && waited < withinMs; waited += 50) {
    if (waited === childrenWithinMs && !isPostmaster(orphan ?? 0, data)) quitChildren(data);
    await sleep(50, undefined, { signal });
  }
  // Postgres ignores a file that names its parent, and relies on the shared memory that the other lines name.
  if (existsSync(file) && (orphan === undefined || !isPostmaster(orphan, data)))
    writeFileSync(file, [process.pid, ...rest].join('\n'));
}

/** Whether a process is the postmaster over `data`; its child processes replace their command line. */
function isPostmaster(pid: number, data: string): boolean {
  const found = Number.isInteger(pid) && pid > 1 ? readProcess(pid) : undefined;
  if (found === undefined) return false;
  const { command, separator } = found;
  return command.includes([`postgres`, '-D', data, ''].join(separator));
}

function findPostmaster(data: string): number | undefined {
  return processIds().find((pid) => isPostmaster(pid, data));
}

/** Known on Linux only. */
const processIds = (): number[] =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];

/** Ends the processes of a cluster without a server, as an immediate shutdown does. */
function quitChildren(data: string): void {
  const path = realpathSync(data);
  for (const pid of processIds())
    if (folderOf(pid) === path && readProcess(pid)?.command.startsWith('postgres: ') === true)
      process.kill(pid, 'SIGQUIT');
}

/** Whether a process has the folder as its working directory, as all processes of a cluster do; known on Linux only. */
function isInUse(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const path = realpathSync(folder);
  return processIds().some((pid) => folderOf(pid) === path);
}

function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has ended, or belongs to another user.
    return undefined;
  }
}
