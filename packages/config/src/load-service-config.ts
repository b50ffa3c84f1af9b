import { type Config, ConfigError, readSections, type Sections } from './load-config.ts';
import type { Environment } from './sources/environment.ts';
import { resolveSecrets } from './sources/resolve-secrets.ts';
import { vaultVariables } from './sources/vault-variables.ts';

/**
 * As `loadConfig`, with the secrets fetched that are in files (`<NAME>_FILE`) and in Vault.
 *
 * @throws ConfigError naming every fault of the sources and of every section.
 */
export async function loadServiceConfig<S extends Sections>(
  sections: S,
  given: Environment = process.env,
): Promise<Config<S>> {
  const { environment, faults } = await resolveSecrets(given);
  const read = readSections(sections, environment);
  // What could not be fetched is not missing as well.
  const unfetched = new Set(faults.map((fault) => variableOf(fault).replace(/_FILE$/, '')));
  if ([...unfetched].some((name) => name.startsWith('VAULT_')))
    for (const name of vaultVariables) unfetched.add(name);
  const others = read.faults.filter((fault) => !unfetched.has(variableOf(fault)));
  if (faults.length + others.length > 0) throw new ConfigError([...faults, ...others]);
  return read.config;
}

// A section names the variable before its message as well.
const variableOf = (fault: string) => /[A-Z][A-Z0-9_]+/.exec(fault)?.[0] ?? '';
