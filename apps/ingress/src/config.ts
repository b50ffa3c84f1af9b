import {
  type Config,
  databaseConfig,
  ingressConfig,
  processConfig,
  queueConfig,
  secretsConfig,
  webhookConfig,
} from '@hubtwin/config';

export const ingressSections = {
  process: processConfig,
  database: databaseConfig,
  queue: queueConfig,
  webhooks: webhookConfig,
  secrets: secretsConfig,
  ingress: ingressConfig,
};

export type IngressConfig = Config<typeof ingressSections>;
