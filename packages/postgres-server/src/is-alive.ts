import { readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended and whose parent does not ask for its exit code, as in a container, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** On Linux; elsewhere the first process collects orphans. */
function isZombie(pid: number): boolean {
  try {
    // The name before the state is in parentheses, and may contain some.
    return /^.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
