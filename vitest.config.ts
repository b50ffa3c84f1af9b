import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Tests start our services dozens of times: all but the first find their sources compiled.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/node', import.meta.url)) },
    globalSetup: ['packages/test-kit/src/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A process runs file after file: what they import is loaded once. Nothing of ours keeps state in a module.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'packages',
          include: ['{packages,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/faults/**'],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'workers',
          include: [
            'apps/{api,cache-worker,import-worker,sync-worker}/**/*.test.ts',
            'infra/**/*.test.ts',
            // These wait for most of their time, and promise nothing within a second.
            'apps/hubtwin/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/faults/**', 'apps/hubtwin/tests/{demo,stopping,up}.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['apps/ingress/**/*.test.ts', 'apps/hubtwin/tests/{demo,stopping,up}.test.ts'],
          exclude: ['**/node_modules/**', '**/faults/**'],
          // One file at a time: most start processes of their own, and some promise an answer within a second.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['{apps,packages}/*/faults/**/*.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
