import { z } from 'zod';
import { limitValues } from './limit-values.ts';
import type { Named } from './named.ts';

const list = z.record(z.string(), z.unknown()).nullish();
const schema = z.looseObject({
  dependencies: list,
  devDependencies: list,
  peerDependencies: list,
  optionalDependencies: list,
});

/** @see https://docs.npmjs.com/cli/configuring-npm/package-json */
export function parsePackageJson(text: string): Named[] {
  const manifest = schema.parse(limitValues(JSON.parse(text)));
  const of = (given: z.output<typeof list>, kind: Named['kind']) =>
    Object.entries(given ?? {}).map(([name, requirement]) => ({
      name,
      requirement: typeof requirement === 'string' ? requirement : null,
      kind,
    }));
  // In npm, optional dependencies override others of the same name.
  const optional = new Set(Object.keys(manifest.optionalDependencies ?? {}));
  return [
    ...of(manifest.dependencies, 'prod').filter(({ name }) => !optional.has(name)),
    ...of(manifest.devDependencies, 'dev'),
    ...of(manifest.peerDependencies, 'peer'),
    ...of(manifest.optionalDependencies, 'optional'),
  ];
}
