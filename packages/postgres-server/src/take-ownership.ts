import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProcess } from './process-table.ts';

export class ClusterInUseError extends Error {
  override readonly name = 'ClusterInUseError';
  readonly code = 'cluster_in_use';
}

/**
 * Makes this process the owner of the server of a folder. The file `owner.pid` contains its id and its start time,
 * because the id alone may be reused once the owner was killed.
 *
 * @returns a function that releases the folder.
 * @throws ClusterInUseError if its owner runs.
 */
export function takeOwnership(directory: string): () => void {
  const file = join(directory, 'owner.pid');
  const owner = readOwner(file);
  if (owner !== undefined && readProcess(owner.pid)?.startedAt === owner.startedAt) {
    throw new ClusterInUseError(
      `The Postgres in ${directory} is in use by process ${owner.pid}. Stop that process first.`,
    );
  }
  rmSync(file, { force: true });
  // Fails if another process was faster.
  writeFileSync(file, `${process.pid}\n${readProcess(process.pid)?.startedAt}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return () => rmSync(file, { force: true });
}

function readOwner(file: string): { pid: number; startedAt: string } | undefined {
  if (!existsSync(file)) return undefined;
  const [pid = '', startedAt = ''] = readFileSync(file, 'utf8').split('\n');
  return /^\d+$/.test(pid) && startedAt !== '' ? { pid: Number(pid), startedAt } : undefined;
}
