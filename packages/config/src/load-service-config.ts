import { type Config, ConfigError, readSections, type Sections } from './load-config.ts';
import type { Environment } from './sources/environment.ts';
import { resolveSecrets } from './sources/resolve-secrets.ts';
import { vaultVariables } from './sources/vault-variables.ts';

/**
 * Like `loadConfig`, but fetches secrets from files (`<NAME>_FILE`) and from Vault.
 *
 * @throws ConfigError with every fault of the sources and of every section.
 */
export async function loadServiceConfig<S extends Sections>(
  sections: S,
  given: Environment = process.env,
): Promise<Config<S>> {
  const { environment, faults } = await resolveSecrets(given);
  const read = readSections(sections, environment);
  // A variable that could not be fetched is not reported as missing as well.
  const unfetched = new Set(faults.map((fault) => variableOf(fault).replace(/_FILE$/, '')));
  if ([...unfetched].some((name) => name.startsWith('VAULT_')))
    for (const name of vaultVariables) unfetched.add(name);
  const others = read.faults.filter((fault) => !unfetched.has(variableOf(fault)));
  if (faults.length + others.length > 0) throw new ConfigError([...faults, ...others]);
  return read.config;
}

// Messages of sections start with the variable, too.
const variableOf = (fault: string) => /[A-Z][A-Z0-9_]+/.exec(fault)?.[0] ?? '';
