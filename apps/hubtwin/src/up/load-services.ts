import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// A process of `hubtwin up`: it loads what the services are made of, and ends. What it compiled is in the compile cache
// (NODE_COMPILE_CACHE) then: the services start faster, and each does without the 20 MB of Node's compiler of types.
const apps = fileURLToPath(new URL('../../../', import.meta.url));
for (const file of globSync('*/src/**/*.ts', { cwd: apps }))
  if (!/\.test\.ts$|^hubtwin\/src\/(main|up\/(load-services|run-together))\.ts$/.test(file))
    await import(join(apps, file));
