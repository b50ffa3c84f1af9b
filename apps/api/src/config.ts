import {
  apiConfig,
  type Config,
  cacheConfig,
  databaseConfig,
  githubAppConfig,
  githubConfig,
  processConfig,
  queueConfig,
  secretsConfig,
  syncConfig,
} from '@hubtwin/config';

export const apiSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  github: githubConfig,
  githubApp: githubAppConfig,
  secrets: secretsConfig,
  cache: cacheConfig,
  sync: syncConfig,
  api: apiConfig,
};

export type ApiConfig = Config<typeof apiSections>;
