import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path of the repository as one of this machine. */
export const inRepository = (path: string) => join(fileURLToPath(new URL('../../', import.meta.url)), path);

export const readText = (path: string) => readFileSync(inRepository(path), 'utf8');

/** The files under a folder of the repository, as paths of the repository. */
export const filesUnder = (folder: string) =>
  globSync(`${folder}/**/*.*`, { cwd: inRepository(''), exclude: ['**/node_modules'] });

/** The variables that `packages/config` reads. */
export const knownVariables: ReadonlySet<string> = new Set(
  filesUnder('packages/config/src/sections').flatMap((file) =>
    [...readText(file).matchAll(/(?:^ +|\{ )([A-Z][A-Z0-9_]+): /gm)].map(([, name = '']) => name),
  ),
);

/** The processes of docs/configuration.md, by name, with the script of each. */
export const documentedProcesses: ReadonlyMap<string, string> = new Map(
  [...readText('docs/configuration.md').matchAll(/^\| ([a-z-]+) \| `node (\S+)` \|/gm)].map(
    ([, name = '', script = '']) => [name, script],
  ),
);
