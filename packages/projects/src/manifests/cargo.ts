import { parse } from 'smol-toml';
import { z } from 'zod';
import { limitValues } from './limit-values.ts';
import type { Named } from './named.ts';

const detailed = z.object({
  version: z.string().optional(),
  package: z.string().optional(),
  git: z.string().optional(),
  path: z.string().optional(),
  optional: z.boolean().optional(),
  workspace: z.boolean().optional(),
});
type Entry = z.output<typeof detailed>;

/** A version, or a table with more; other values are ignored. */
const entry = z.union([z.string().transform((version): Entry => ({ version })), detailed]).catch({});
const table = z.record(z.string(), entry).optional();
const lists = {
  dependencies: table,
  'dev-dependencies': table,
  'build-dependencies': table,
};
const schema = z.looseObject({
  ...lists,
  target: z.record(z.string(), z.looseObject(lists)).optional(),
  workspace: z.looseObject({ dependencies: table }).optional(),
});

type Table = z.output<typeof table>;

/**
 * Parses the dependencies of a crate for every target, and those that a workspace provides to its members.
 *
 * @see https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html
 * @throws TomlError, ZodError
 */
export function parseCargo(text: string): Named[] {
  const manifest = schema.parse(limitValues(parse(text)));
  const offered = manifest.workspace?.dependencies;
  const all = [manifest, ...Object.values(manifest.target ?? {})];
  return [
    ...all.flatMap((each) => [
      ...named(each.dependencies, 'prod', offered),
      ...named(each['dev-dependencies'], 'dev', offered),
      ...named(each['build-dependencies'], 'build', offered),
    ]),
    ...named(offered, 'prod', undefined),
  ];
}

/** @param offered by the workspace, if it is in the same file. */
function named(given: Table, kind: Named['kind'], offered: Table): Named[] {
  return Object.entries(given ?? {}).map(([name, own]) => {
    const source = own.workspace === true ? { ...offered?.[name], ...own } : own;
    const requirement = source.version ?? source.git ?? source.path ?? null;
    const isOptional = kind === 'prod' && own.optional === true;
    return { name: source.package ?? name, requirement, kind: isOptional ? 'optional' : kind };
  });
}
