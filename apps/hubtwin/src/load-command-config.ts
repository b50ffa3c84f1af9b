import {
  type Config,
  databaseConfig,
  githubConfig,
  loadServiceConfig,
  processConfig,
  queueConfig,
  secretsConfig,
} from '@hubtwin/config';
import { localEnvironment } from './up/local-environment.ts';

const sections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  github: githubConfig,
  secrets: secretsConfig,
};

/** What commands that work on a twin read; what is not set is as the last `hubtwin up` in this folder had it. */
export const loadCommandConfig = (): Promise<Config<typeof sections>> =>
  loadServiceConfig(sections, localEnvironment());
