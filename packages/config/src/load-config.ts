import type { Section } from './section.ts';
import { type Environment, present } from './sources/environment.ts';

/** All faults of the environment, one per line, each with its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config_invalid';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((f) => `  - ${f}`).join('\n')}`);
    this.faults = faults;
  }
}

export type Sections = Record<string, Section<unknown>>;

/** What `loadConfig` returns for a set of sections. */
export type Config<S extends Sections> = {
  [K in keyof S]: S[K] extends Section<infer T> ? T : never;
};

/**
 * Reads the environment into typed, nested values, without fetching secrets from files and Vault.
 *
 * @throws ConfigError with every fault of every section, including those of production.
 */
export function loadConfig<S extends Sections>(
  sections: S,
  environment: Environment = process.env,
): Config<S> {
  const { config, faults } = readSections(sections, environment);
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

/** Parses the sections of an environment; with faults, the config is partial. */
export function readSections<S extends Sections>(
  sections: S,
  environment: Environment,
): { config: Config<S>; faults: string[] } {
  const given = present(environment);
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, production }] of Object.entries(sections)) {
    const parsed = schema.safeParse(given);
    if (parsed.success) {
      values[name] = parsed.data;
      if (given.NODE_ENV === 'production') faults.push(...(production?.(parsed.data) ?? []));
    } else {
      for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
    }
  }
  return { config: values as Config<S>, faults: [...new Set(faults)] };
}
