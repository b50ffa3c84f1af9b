import {
  apiConfig,
  type Config,
  cacheConfig,
  databaseConfig,
  githubConfig,
  processConfig,
  queueConfig,
  secretsConfig,
} from '@hubtwin/config';

export const apiSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  github: githubConfig,
  secrets: secretsConfig,
  cache: cacheConfig,
  api: apiConfig,
};

export type ApiConfig = Config<typeof apiSections>;
