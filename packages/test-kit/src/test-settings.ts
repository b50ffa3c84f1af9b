import { loadConfig, testsConfig } from '@hubtwin/config';

/** The size of tests, for example `SEED=7 SECONDS=60`. */
export const testSettings = loadConfig({ tests: testsConfig }).tests;
