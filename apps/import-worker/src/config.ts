import {
  type Config,
  databaseConfig,
  githubConfig,
  importConfig,
  processConfig,
  queueConfig,
  secretsConfig,
} from '@hubtwin/config';

export const importWorkerSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  github: githubConfig,
  secrets: secretsConfig,
  import: importConfig,
};

export type ImportWorkerConfig = Config<typeof importWorkerSections>;
