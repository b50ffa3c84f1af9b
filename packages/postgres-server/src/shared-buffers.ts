import { totalmem } from 'node:os';

const mebibyte = 2 ** 20;

/**
 * `shared_buffers` of the embedded server: a quarter of the machine's or container's memory, as Postgres' documentation
 * advises, but no more than a stop can write to disk in time.
 */
export function sharedBuffers(memoryBytes: number = availableMemory()): string {
  const quarter = Math.floor(memoryBytes / 4 / mebibyte);
  return `${Math.min(Math.max(quarter, 128), 512)}MB`;
}

/** Without a limit, Node reports 0 or more than the machine has. */
function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
