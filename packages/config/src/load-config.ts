import type { Section } from './section.ts';

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

type Sections = Record<string, Section<unknown>>;

/** What `loadConfig` returns for a set of sections. */
export type Config<S extends Sections> = {
  [K in keyof S]: S[K] extends Section<infer T> ? T : never;
};

/**
 * Reads the environment once into typed, nested values.
 *
 * @throws ConfigError naming every fault of every section, and what production refuses.
 */
export function loadConfig<S extends Sections>(
  sections: S,
  environment: Record<string, string | undefined> = process.env,
): Config<S> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, production }] of Object.entries(sections)) {
    const parsed = schema.safeParse(present);
    if (parsed.success) {
      values[name] = parsed.data;
      if (present.NODE_ENV === 'production') faults.push(...(production?.(parsed.data) ?? []));
    } else {
      for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
    }
  }
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return values as Config<S>;
}
