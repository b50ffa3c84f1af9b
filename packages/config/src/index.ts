export { childEnvironment, environmentWith } from './child-environment.ts';
export { type Config, ConfigError, loadConfig } from './load-config.ts';
export { flag, port, section } from './section.ts';
export {
  apiConfig,
  cacheConfig,
  databaseConfig,
  deliveriesConfig,
  githubConfig,
  importConfig,
  ingressConfig,
  processConfig,
  queueConfig,
  retentionConfig,
  secretsConfig,
  sharedCacheConfig,
  simulatorConfig,
  syncConfig,
  upConfig,
  webhookConfig,
} from './sections.ts';
