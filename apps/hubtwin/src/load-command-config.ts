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

/** The config of commands that work on a twin; unset variables have the values of the last `hubtwin up` in this folder. */
export const loadCommandConfig = (): Promise<Config<typeof sections>> =>
  loadServiceConfig(sections, localEnvironment());
