import { parse } from 'smol-toml';
import { z } from 'zod';
import { limitValues } from './limit-values.ts';
import type { Named } from './named.ts';
import { parsePythonRequirement } from './python-requirement.ts';

/** Tools allow more than is parsed here; other values are ignored. */
const texts = z.array(z.unknown()).catch([]);
const groups = z.record(z.string(), texts).catch({});
const table = z.record(z.string(), z.unknown()).catch({});
const poetryGroups = z
  .record(z.string(), z.looseObject({ dependencies: table }).catch({ dependencies: {} }))
  .catch({});
const constraint = z.object({
  version: z.string().optional(),
  git: z.string().optional(),
  url: z.string().optional(),
  path: z.string().optional(),
  optional: z.boolean().optional(),
});

const schema = z.looseObject({
  project: z
    .looseObject({ dependencies: texts, 'optional-dependencies': groups })
    .partial()
    .catch({})
    .optional(),
  'dependency-groups': groups.optional(),
  'build-system': z.looseObject({ requires: texts }).partial().catch({}).optional(),
  tool: z
    .looseObject({
      poetry: z
        .looseObject({ dependencies: table, 'dev-dependencies': table, group: poetryGroups })
        .partial()
        .catch({}),
      pdm: z.looseObject({ 'dev-dependencies': groups }).partial().catch({}),
      uv: z.looseObject({ 'dev-dependencies': texts }).partial().catch({}),
    })
    .partial()
    .catch({})
    .optional(),
});

/**
 * Parses the dependencies of a Python project in the formats of the standards, Poetry, PDM and uv.
 *
 * @see https://packaging.python.org/specifications/pyproject-toml/
 * @see https://python-poetry.org/docs/pyproject/
 * @throws TomlError
 */
export function parsePyproject(text: string): Named[] {
  const {
    project,
    'dependency-groups': dependencyGroups,
    'build-system': build,
    tool,
  } = schema.parse(limitValues(parse(text)));
  const poetry = tool?.poetry;
  return [
    ...requirements(project?.dependencies, 'prod'),
    ...ofGroups(project?.['optional-dependencies'], 'optional'),
    ...ofGroups(dependencyGroups, 'dev'),
    ...requirements(build?.requires, 'build'),
    ...ofPoetry(poetry?.dependencies, 'prod'),
    ...ofPoetry(poetry?.['dev-dependencies'], 'dev'),
    ...Object.entries(poetry?.group ?? {}).flatMap(([name, { dependencies }]) =>
      ofPoetry(dependencies, name === 'main' ? 'prod' : 'dev'),
    ),
    ...ofGroups(tool?.pdm?.['dev-dependencies'], 'dev'),
    ...requirements(tool?.uv?.['dev-dependencies'], 'dev'),
  ];
}

/** A group may include another group instead of a requirement; that one is listed separately. */
function requirements(list: readonly unknown[] = [], kind: Named['kind']): Named[] {
  return list
    .filter((each) => typeof each === 'string')
    .map((each) => parsePythonRequirement(each, kind) ?? { name: each, requirement: null, kind });
}

const ofGroups = (given: Record<string, unknown[]> = {}, kind: Named['kind']) =>
  Object.values(given).flatMap((list) => requirements(list, kind));

/** Poetry lists Python itself as a dependency, and allows several constraints for one. */
function ofPoetry(given: Record<string, unknown> = {}, kind: Named['kind']): Named[] {
  return Object.entries(given)
    .filter(([name]) => name !== 'python')
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((each) => poetryOne(name, each, kind)),
    );
}

function poetryOne(name: string, value: unknown, kind: Named['kind']): Named {
  if (typeof value === 'string') return { name, requirement: value, kind };
  const parsed = constraint.safeParse(value);
  if (!parsed.success) return { name, requirement: null, kind };
  const { version, git, url, path, optional } = parsed.data;
  const isOptional = kind === 'prod' && optional === true;
  return { name, requirement: version ?? git ?? url ?? path ?? null, kind: isOptional ? 'optional' : kind };
}
