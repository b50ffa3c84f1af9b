import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// A process of `hubtwin up`: it loads the modules of the services, and ends. The compiled code is then in the compile cache
// (NODE_COMPILE_CACHE): the services start faster, and none needs the 20 MB of the TypeScript compiler in Node.
const apps = fileURLToPath(new URL('../../../', import.meta.url));
for (const file of globSync('*/src/**/*.ts', { cwd: apps }))
  if (!/\.test\.ts$|^hubtwin\/src\/(main|up\/(load-services|run-together))\.ts$/.test(file))
    await import(join(apps, file));
