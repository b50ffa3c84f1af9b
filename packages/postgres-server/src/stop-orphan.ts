import { readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './is-alive.ts';
import { readPid } from './read-pid.ts';

const withinMs = 15_000;

/**
 * Stops the server that a killed owner left running over a cluster. One that was killed itself may be listed as long as
 * nobody collects it, as in a container: Postgres takes it for running, so its file is removed once none of its processes
 * is left.
 */
export async function stopOrphan(data: string, signal: AbortSignal | undefined): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const orphan = readPid(file);
  if (orphan === undefined) return;
  const isKilled = !isAlive(orphan);
  if (!isKilled) process.kill(orphan, 'SIGINT');
  const isRunning = isKilled ? () => isInUse(data) : () => isAlive(orphan);
  for (let waited = 0; isRunning() && waited < withinMs; waited += 50) await sleep(50, undefined, { signal });
  if (isKilled && !isRunning()) rmSync(file, { force: true });
}

/** Whether a process works in a folder, as all of Postgres' do in that of their cluster; known on Linux only. */
function isInUse(folder: string): boolean {
  const path = realpathSync(folder);
  try {
    return readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && folderOf(pid) === path);
  } catch {
    return true;
  }
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has ended meanwhile, or is another user's.
    return undefined;
  }
}
