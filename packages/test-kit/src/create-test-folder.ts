import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that a run of all tests has been seen to write there at once, three times over. */
const room = 1024 ** 3;

/**
 * A new folder for what a test writes: in memory where the system has room for it there (Linux), since copying
 * the files of a database costs a disk ten times as much; else in the temporary folder. Whoever asks removes it.
 */
export function createTestFolder(purpose: string): string {
  return mkdtempSync(join(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), `hubtwin-test-${purpose}-`));
}

function hasRoom(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize >= room;
  } catch {
    return false;
  }
}
