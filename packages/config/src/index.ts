export { childEnvironment, environmentWith } from './child-environment.ts';
export { type Config, ConfigError, loadConfig } from './load-config.ts';
export { flag, port, section } from './section.ts';
export {
  apiConfig,
  databaseConfig,
  deliveriesConfig,
  githubConfig,
  importConfig,
  ingressConfig,
  processConfig,
  queueConfig,
  retentionConfig,
  secretsConfig,
  simulatorConfig,
  syncConfig,
  upConfig,
  webhookConfig,
} from './sections.ts';
