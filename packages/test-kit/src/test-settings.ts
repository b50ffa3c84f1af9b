import { loadConfig, testsConfig } from '@hubtwin/config';

/** How large tests are to be, such as `SEED=7 SECONDS=60`. */
export const testSettings = loadConfig({ tests: testsConfig }).tests;
