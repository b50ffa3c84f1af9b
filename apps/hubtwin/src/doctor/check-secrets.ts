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
  'Generate one with: openssl rand -hex 32 (ENCRYPTION_KEYS: id: and openssl rand -base64 32; HUBTWIN_ADMIN_KEY: htk_ and openssl rand -hex 32).';
const sections = { webhooks: webhookConfig, secrets: secretsConfig, api: apiConfig };

/** Checks whether the secrets are set and as strong as production requires. */
export async function checkSecrets(environment: NodeJS.ProcessEnv): Promise<Check> {
  const faults = await productionFaults(environment);
  if (faults.length === 0) return ok(name, 'They are set, and strong enough for production.');
  // An error of production only is a warning elsewhere, except for the secret of the hook.
  const isRefused =
    environment.NODE_ENV === 'production' ||
    faults.some((fault) => fault.startsWith('GITHUB_WEBHOOK_SECRET'));
  return (isRefused ? failed : warning)(name, `${faults.join('; ')}.`, remedy);
}

async function productionFaults(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const noSecret = 'GITHUB_WEBHOOK_SECRET: not set, so no delivery is accepted';
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

/** Other checks report errors of other variables. */
const isOfSecret = /^(ENCRYPTION_KEYS|GITHUB_WEBHOOK_|HUBTWIN_ADMIN_KEY|VAULT_)/;

function faultsOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.faults.filter((fault) => isOfSecret.test(fault));
  throw error;
}
