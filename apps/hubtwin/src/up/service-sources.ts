import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Modules that run when they are loaded. */
const programs = /^apps\/hubtwin\/src\/(main|up\/(load-modules|run-together))\.ts$/;

/** Absolute paths of the modules of the apps. */
export const appModules = (): string[] =>
  globSync('apps/*/src/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts') && !programs.test(file))
    .map((file) => join(root, file));

/** Absolute paths of the sources of apps and packages, and of the list of their dependencies. */
export const sources = (): string[] =>
  globSync(['{apps,packages}/*/src/**/*.ts', 'pnpm-lock.yaml'], { cwd: root }).map((file) =>
    join(root, file),
  );
