import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,packages,bench}/**/*.test.ts'],
    globalSetup: ['packages/test-kit/src/global-setup.ts'],
    // One file at a time: many start processes of their own, and some promise an answer within a second.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
