import { parse } from 'smol-toml';
import { z } from 'zod';
import { limitValues } from './limit-values.ts';
import type { Named } from './named.ts';

const detailed = z.object({
  version: z.string().optional(),
  git: z.string().optional(),
  path: z.string().optional(),
  file: z.string().optional(),
});
type Entry = z.output<typeof detailed>;

/** A version, or a table with more; other values are ignored. */
const entry = z.union([z.string().transform((version): Entry => ({ version })), detailed]).catch({});
const packages = z.record(z.string(), entry).catch({});
const schema = z.record(z.string(), z.unknown());

/** Tables that are not categories of packages. */
const settings = new Set(['source', 'requires', 'scripts', 'pipenv']);

/**
 * Parses the packages of a Pipfile: those of `packages` are for production, those of other categories for development.
 *
 * @see https://pipenv.pypa.io/en/latest/pipfile.html
 * @throws TomlError
 */
export function parsePipfile(text: string): Named[] {
  return Object.entries(schema.parse(limitValues(parse(text))))
    .filter(([category]) => !settings.has(category))
    .flatMap(([category, table]) =>
      Object.entries(packages.parse(table)).map(([name, { version, git, path, file }]) => ({
        ...{ name, requirement: version ?? git ?? path ?? file ?? null },
        kind: category === 'packages' ? ('prod' as const) : ('dev' as const),
      })),
    );
}
