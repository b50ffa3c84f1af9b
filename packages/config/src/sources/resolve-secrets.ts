import { readFile } from 'node:fs/promises';
import { type Environment, present } from './environment.ts';
import { readVault, VaultError } from './read-vault.ts';
import { secretVariables } from './secret-variables.ts';
import { vaultVariables } from './vault-variables.ts';

/** An environment with its secrets fetched from their sources. */
export interface ResolvedEnvironment {
  environment: Record<string, string>;
  /** Secrets that could not be fetched, each with its variable. */
  faults: string[];
}

/** Set together with `ENCRYPTION_KEYS` if they were fetched, and so can be fetched again. */
export const keysSource = 'ENCRYPTION_KEYS_FETCHED_FROM';

const inFiles: readonly string[] = [...secretVariables, 'VAULT_TOKEN'];

/** Fetches secrets from files and Vault; variables that are set take precedence. */
export async function resolveSecrets(given: Environment): Promise<ResolvedEnvironment> {
  const environment = present(given);
  const faults: string[] = [];
  await Promise.all(
    inFiles.map(async (name) => {
      const file = environment[`${name}_FILE`];
      if (file === undefined) return;
      if (environment[name] !== undefined) {
        faults.push(`${name}_FILE: ${name} is set too; set one of them`);
        return;
      }
      try {
        const text = (await readFile(file, 'utf8')).trim();
        if (text === '') faults.push(`${name}_FILE: the file is empty`);
        else environment[name] = text;
      } catch {
        faults.push(`${name}_FILE: must be the path of a readable file`);
      }
    }),
  );
  const fromVault = await secretsOfVault(environment, faults);
  if (environment.ENCRYPTION_KEYS_FILE !== undefined) environment[keysSource] = 'file';
  else if (fromVault.ENCRYPTION_KEYS !== undefined && environment.ENCRYPTION_KEYS === undefined)
    environment[keysSource] = 'vault';
  else delete environment[keysSource];
  return { environment: { ...fromVault, ...environment }, faults };
}

async function secretsOfVault(environment: Environment, faults: string[]): Promise<Record<string, string>> {
  const { VAULT_ADDR: address, VAULT_TOKEN: token, VAULT_PATH: path } = environment;
  // Other tools set the address and the token, too: only the path shows that Hubtwin should use Vault.
  if (path === undefined) return {};
  if (address === undefined || !/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
    faults.push('VAULT_ADDR: must be a URL starting with http:// or https:// if VAULT_PATH is set');
  if (token === undefined) faults.push('VAULT_TOKEN: required if VAULT_PATH is set');
  if (!path.replace(/^\//, '').includes('/')) faults.push('VAULT_PATH: must be mount/path');
  const isUnusable = faults.some((fault) => fault.startsWith('VAULT_'));
  if (isUnusable || address === undefined || token === undefined) return {};
  let stored: Record<string, unknown>;
  try {
    stored = await readVault({ address, token, path });
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    faults.push(error.message);
    return {};
  }
  const secrets: Record<string, string> = {};
  for (const name of vaultVariables) {
    const value = stored[name];
    if (value === undefined || value === '') continue;
    if (typeof value === 'string') secrets[name] = value;
    // Some users store it as a number.
    else if (name === 'GITHUB_APP_ID' && Number.isSafeInteger(value)) secrets[name] = `${value}`;
    else faults.push(`${name}: must be text in Vault`);
  }
  return secrets;
}
