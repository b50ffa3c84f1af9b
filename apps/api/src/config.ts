import { apiConfig, type Config, databaseConfig, processConfig, queueConfig } from '@hubtwin/config';

export const apiSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  api: apiConfig,
};

export type ApiConfig = Config<typeof apiSections>;
