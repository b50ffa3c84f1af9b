import {
  type Config,
  databaseConfig,
  deliveriesConfig,
  githubConfig,
  hooksConfig,
  processConfig,
  queueConfig,
  retentionConfig,
  secretsConfig,
  syncConfig,
} from '@hubtwin/config';

export const syncWorkerSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  github: githubConfig,
  hooks: hooksConfig,
  secrets: secretsConfig,
  deliveries: deliveriesConfig,
  retention: retentionConfig,
  sync: syncConfig,
};

export type SyncWorkerConfig = Config<typeof syncWorkerSections>;
