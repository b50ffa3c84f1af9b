import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Creates a folder if it does not exist, and makes it and its contents readable by its owner alone, regardless of the umask
 * at its creation. Postgres manages the modes of its data: of those only the folder is checked.
 */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const names = readdirSync(folder);
  if (names.includes('PG_VERSION')) return;
  for (const name of names) {
    // Postgres also manages the files of a cluster that is being created, which may be deleted at any moment.
    if (name.startsWith('unfinished-')) continue;
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isDirectory()) makePrivate(path);
    else if (found.isFile()) chmodSync(path, 0o600);
  }
}
