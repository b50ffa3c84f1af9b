import { type Config, databaseConfig, deliveriesConfig, processConfig, queueConfig } from '@hubtwin/config';

export const syncWorkerSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  deliveries: deliveriesConfig,
};

export type SyncWorkerConfig = Config<typeof syncWorkerSections>;
