import { readFile } from 'node:fs/promises';
import { type Environment, present } from './environment.ts';
import { readVault, VaultError } from './read-vault.ts';
import { secretVariables } from './secret-variables.ts';
import { vaultVariables } from './vault-variables.ts';

/** An environment whose secrets were fetched from where it says they are. */
export interface ResolvedEnvironment {
  environment: Record<string, string>;
  /** What could not be fetched, each with its variable. */
  faults: string[];
}

/** Set beside `ENCRYPTION_KEYS` where they were fetched: they can be fetched again. */
export const keysSource = 'ENCRYPTION_KEYS_FETCHED_FROM';

const inFiles: readonly string[] = [...secretVariables, 'VAULT_TOKEN'];

/** Fetches the secrets that the environment has in files and in Vault; what it has itself comes first. */
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
        faults.push(`${name}_FILE: must be the path of a file that can be read`);
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
  // Tools set the address and the token for themselves: only the path says that Hubtwin is meant.
  if (path === undefined) return {};
  if (address === undefined || !/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
    faults.push('VAULT_ADDR: must be a URL starting with http:// or https://, as VAULT_PATH is set');
  if (token === undefined) faults.push('VAULT_TOKEN: required, as VAULT_PATH is set');
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
    // Some store it as the number that it is.
    else if (name === 'GITHUB_APP_ID' && Number.isSafeInteger(value)) secrets[name] = `${value}`;
    else faults.push(`${name}: must be text in Vault`);
  }
  return secrets;
}
