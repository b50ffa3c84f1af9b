import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes: five times the observed maximum of a run. */
const room = 1024 ** 3;

/**
 * Creates a folder for files of a test: in memory if the system has enough room (Linux), since copying database files
 * takes ten times as long on a disk; otherwise in the temporary folder. The caller removes it.
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
