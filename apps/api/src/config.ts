import {
  apiConfig,
  type Config,
  cacheConfig,
  databaseConfig,
  githubAppConfig,
  githubConfig,
  hooksConfig,
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
  hooks: hooksConfig,
  secrets: secretsConfig,
  cache: cacheConfig,
  sync: syncConfig,
  api: apiConfig,
};

export type ApiConfig = Config<typeof apiSections>;
