import { type Config, databaseConfig, processConfig, sharedCacheConfig } from '@hubtwin/config';

export const cacheWorkerSections = {
  process: processConfig,
  database: databaseConfig,
  cache: sharedCacheConfig,
};

export type CacheWorkerConfig = Config<typeof cacheWorkerSections>;
