import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProcess } from './process-table.ts';

export class ClusterInUseError extends Error {
  override readonly name = 'ClusterInUseError';
  readonly code = 'cluster_in_use';
}

/**
 * Makes this process the owner of the server of a folder. The file `owner.pid` contains its id and its start time,
 * because the id alone may be reused once the owner was killed. Of several processes that start at the same time, one
 * becomes the owner.
 *
 * @returns a function that releases the folder.
 * @throws ClusterInUseError if its owner runs.
 */
export function takeOwnership(directory: string): () => void {
  const file = join(directory, 'owner.pid');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  requireEnded(before, directory);
  const own = `${file}.${process.pid}`;
  if (before !== undefined) removeIfEqual(file, before, own);
  writeFileSync(own, `${process.pid}\n${readProcess(process.pid)?.startedAt}\n`, { mode: 0o600 });
  try {
    // A link appears with its content, unless another process was faster.
    linkSync(own, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    requireEnded(readFileSync(file, 'utf8'), directory);
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(file, { force: true });
}

function requireEnded(content: string | undefined, directory: string): void {
  const [pid = '', startedAt = ''] = content?.split('\n') ?? [];
  if (!/^\d+$/.test(pid) || startedAt === '' || readProcess(Number(pid))?.startedAt !== startedAt) return;
  throw new ClusterInUseError(
    `The Postgres in ${directory} is in use by process ${pid}. Stop that process first.`,
  );
}

/** Removes the file of an owner that has ended, and not one that another process wrote since. */
function removeIfEqual(file: string, content: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    // Another process has removed it.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === content) rmSync(aside);
  else renameSync(aside, file);
}
