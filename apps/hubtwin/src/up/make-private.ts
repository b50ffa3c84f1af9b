import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a folder where there is none, and it and everything in it readable by its owner alone, whatever the umask was
 * when it was made. Postgres keeps the modes of its data itself: of those only the folder is looked at.
 */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const names = readdirSync(folder);
  if (names.includes('PG_VERSION')) return;
  for (const name of names) {
    // Those of a cluster that is being made are Postgres' affair too, and may go at any moment.
    if (name.startsWith('unfinished-')) continue;
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isDirectory()) makePrivate(path);
    else if (found.isFile()) chmodSync(path, 0o600);
  }
}
