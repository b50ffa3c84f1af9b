import {
  type Config,
  databaseConfig,
  deliveriesConfig,
  githubConfig,
  processConfig,
  queueConfig,
  secretsConfig,
} from '@hubtwin/config';

export const syncWorkerSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  github: githubConfig,
  secrets: secretsConfig,
  deliveries: deliveriesConfig,
};

export type SyncWorkerConfig = Config<typeof syncWorkerSections>;
