import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { clientIdOf } from '@hubtwin/github-simulator/client-id';
import type { LocalSecrets } from './local-secrets.ts';

interface Demo {
  secrets: LocalSecrets;
  /** How this machine reaches the services. */
  host: string;
  ports: { SIMULATOR_PORT: number; INGRESS_PORT: number };
}

/** The variables that replace the real GitHub by the simulated one; no credential of the real one remains. */
export function demoEnvironment({ secrets, host, ports }: Demo): Record<string, string> {
  return {
    GITHUB_BASE_URL: `http://${host}:${ports.SIMULATOR_PORT}`,
    GITHUB_WEBHOOK_URL: `http://${host}:${ports.INGRESS_PORT}/webhooks/github`,
    GITHUB_WEBHOOK_SECRET: secrets.webhookSecret,
    GITHUB_APP_ID: `${secrets.demoApp.id}`,
    GITHUB_APP_PRIVATE_KEY: secrets.demoApp.privateKey,
    GITHUB_APP_SLUG: 'hubtwin',
    GITHUB_APP_CLIENT_ID: clientIdOf(secrets.demoApp.id),
    GITHUB_APP_CLIENT_SECRET: randomBytes(20).toString('hex'),
    GITHUB_TOKEN: '',
    GITHUB_TOKENS: '',
  };
}

/**
 * Additional variables of the simulator: its control token, where it stores its world, and no secret of the
 * twin.
 */
export const simulatorEnvironment = (
  home: string,
  { controlToken }: LocalSecrets,
): Record<string, string> => ({
  SIMULATOR_CONTROL_TOKEN: controlToken,
  SIMULATOR_WORLD_FILE: join(home, 'demo-world'),
  DATABASE_URL: '',
  REDIS_URL: '',
  ENCRYPTION_KEYS: '',
  HUBTWIN_ADMIN_KEY: '',
  VAULT_TOKEN: '',
});
