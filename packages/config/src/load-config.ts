import type { Section } from './section.ts';
import { type Environment, present } from './sources/environment.ts';

/** Every fault of the environment at once, one a line, each naming its variable. */
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
 * Reads the environment once into typed, nested values, without looking into files and Vault for secrets.
 *
 * @throws ConfigError naming every fault of every section, and what production refuses.
 */
export function loadConfig<S extends Sections>(
  sections: S,
  environment: Environment = process.env,
): Config<S> {
  const { config, faults } = readSections(sections, environment);
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

/** What the sections make of an environment; where there are faults, not all of the config is there. */
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
