import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProcess } from './process-table.ts';

const withinMs = 15_000;

/**
 * Stops the server that a killed owner left running over a cluster, and waits for the child processes of a killed
 * server. Signals only a Postgres of this folder: after a crash the id in `postmaster.pid` may belong to an unrelated
 * process, which Postgres would take for a running server.
 */
export async function stopOrphan(data: string, signal: AbortSignal | undefined): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const orphan = Number.parseInt(first, 10);
  if (isPostmaster(orphan, data)) process.kill(orphan, 'SIGINT');
  const isRunning = () => isPostmaster(orphan, data) || isInUse(data);
  for (let waited = 0; isRunning() && waited < withinMs; waited += 50) await sleep(50, undefined, { signal });
  // Postgres ignores a file that names its parent, and relies on the shared memory that the other lines name.
  if (existsSync(file) && !isPostmaster(orphan, data)) writeFileSync(file, [process.pid, ...rest].join('\n'));
}

/** Whether a process is the postmaster over `data`; its child processes replace their command line. */
function isPostmaster(pid: number, data: string): boolean {
  const found = Number.isInteger(pid) && pid > 1 ? readProcess(pid) : undefined;
  if (found === undefined) return false;
  const { command, separator } = found;
  return command.includes([`postgres`, '-D', data, ''].join(separator));
}

/** Whether a process has the folder as its working directory, as all processes of a cluster do; known on Linux only. */
function isInUse(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  const path = realpathSync(folder);
  return readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && folderOf(pid) === path);
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has ended, or belongs to another user.
    return undefined;
  }
}
