import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { childEnvironment } from '@hubtwin/config';

/**
 * Finds a program on the path, or installs it with apt.
 *
 * @param options `names`: acceptable programs, best first; `aptPackage`: the package to install; `hint`: another way to
 * install it.
 * @throws with instructions if neither works.
 */
export function findProgram({
  names,
  aptPackage,
  hint,
}: {
  names: readonly string[];
  aptPackage: string;
  hint: string;
}): string {
  const found = onPath(names);
  if (found !== undefined) return found;
  try {
    apt(['update', '-q']);
    apt(['install', '-qy', '--no-install-recommends', aptPackage]);
  } catch (cause) {
    const wanted = names.join(' or ');
    throw new Error(
      `The tests need ${wanted}, and apt could not install one. Install it with your package manager (${hint}).`,
      { cause },
    );
  }
  const installed = onPath(names);
  if (installed === undefined) throw new Error(`apt installed ${aptPackage}, but it is not on the path.`);
  return installed;
}

/** Sequentially: apt fails while another process of the tests runs it. */
function apt(args: readonly string[]): void {
  const lock = join(tmpdir(), 'hubtwin-test-apt.lock');
  execFileSync('flock', [lock, 'apt-get', ...args], {
    stdio: 'ignore',
    env: childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
  });
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (childEnvironment({}).PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
