import {
  apiConfig,
  ConfigError,
  loadServiceConfig,
  secretsConfig,
  upConfig,
  webhookConfig,
} from '@hubtwin/config';
import { type Check, failed, ok, warning } from './check.ts';

const name = 'secrets';
const remedy =
  'Make one with: openssl rand -hex 32 (ENCRYPTION_KEYS: id: and openssl rand -base64 32; HUBTWIN_ADMIN_KEY: htk_ and openssl rand -hex 32).';
const sections = { webhooks: webhookConfig, secrets: secretsConfig, api: apiConfig };

/** Whether the secrets are there and as strong as production demands. */
export async function checkSecrets(environment: NodeJS.ProcessEnv): Promise<Check> {
  const faults = await productionFaults(environment);
  if (faults.length === 0) return ok(name, 'They are there, and strong enough for production.');
  // What only production refuses is a warning elsewhere; what guards the hook is not.
  const isRefused =
    environment.NODE_ENV === 'production' ||
    faults.some((fault) => fault.startsWith('GITHUB_WEBHOOK_SECRET'));
  return (isRefused ? failed : warning)(name, `${faults.join('; ')}.`, remedy);
}

async function productionFaults(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const noSecret = 'GITHUB_WEBHOOK_SECRET: not set, so that no delivery is taken';
  try {
    const { up } = await loadServiceConfig({ up: upConfig }, environment);
    const missing = up.webhookSecret === undefined ? [noSecret] : [];
    const faults = await loadServiceConfig(sections, { ...environment, NODE_ENV: 'production' }).then(
      () => [],
      faultsOf,
    );
    return [...missing, ...faults];
  } catch (error) {
    return faultsOf(error);
  }
}

/** Faults of other variables are those of other checks. */
const isOfSecret = /^(ENCRYPTION_KEYS|GITHUB_WEBHOOK_|HUBTWIN_ADMIN_KEY|VAULT_)/;

function faultsOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.faults.filter((fault) => isOfSecret.test(fault));
  throw error;
}
