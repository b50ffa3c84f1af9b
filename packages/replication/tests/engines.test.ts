import { globSync, readFileSync } from 'node:fs';
import { resources } from '@hubtwin/resources';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;

/** Code that works on every resource. */
const engines = [
  'packages/replication/src/*.ts',
  'packages/replication/src/{answers,drift,fetch,import,recovery,replay,sync}/**/*.ts',
  'packages/database/src/{changes,embedded,following,lists,observations}/**/*.ts',
  'packages/resources/src/*.ts',
  'packages/resources/src/stored/*.ts',
  'packages/contract/src/mirrored/*.ts',
  'packages/{cache,queue}/src/**/*.ts',
  'apps/api/src/mirrored/*.ts',
  'apps/{cache-worker,import-worker}/src/**/*.ts',
  'apps/sync-worker/src/{deliveries,follow-ups,sync}/**/*.ts',
];

/** Code in their folders that is specific to one resource, as definitions are. */
const specific = new Set<string>([
  // What a probe compares beyond the objects that definitions describe.
  ...['milestone-counts', 'rules', 'runs'].map(
    (part) => `packages/replication/src/sync/probe/probe-${part}.ts`,
  ),
  'packages/replication/src/sync/probe/watch-runs.ts',
  // The keys of payloads; what GitHub's GraphQL counts.
  'packages/replication/src/delivery-shape.ts',
  'packages/resources/src/definition.ts',
  'packages/resources/src/representation.ts',
  'packages/contract/src/mirrored/items.ts',
  // The tags of cache entries.
  'packages/cache/src/cache-store.ts',
  // Commits start at branches, projects watch them, and accounts own repositories.
  'packages/database/src/lists/find-branch-heads.ts',
  'apps/sync-worker/src/deliveries/confirm-watched-branches.ts',
  'packages/replication/src/fetch/follow-account.ts',
]);

/** What repositories and installations contain is synced through them, so engines know these. */
const containers = new Set([
  'repositories',
  'repository_names',
  'installations',
  'installation_repositories',
]);

const names = resources.map(({ name }) => name).filter((name) => !containers.has(name));
const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const quoted = new RegExp(`['"\`](?:${names.join('|')})['"\`]`);
const imported = new RegExp(
  `^import [^']*\\b(?:${names.map(camelCase).join('|')})\\b[^']*'@hubtwin/resources'`,
  'm',
);

const files = globSync(engines, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));

test('no engine names a resource', () => {
  expect(files.length).toBeGreaterThan(150);
  const naming = files.filter((file) => {
    const source = readFileSync(new URL(file, `file://${root}`), 'utf8');
    return quoted.test(source) || imported.test(source);
  });
  expect(naming.filter((file) => !specific.has(file))).toEqual([]);
  expect([...specific].filter((file) => !naming.includes(file))).toEqual([]);
});

test.each(resources.map((definition) => [definition.name, definition] as const))(
  '%s describes the objects that a probe compares, if it says that one does',
  (_, { drift, probe }) => {
    expect('probe' in drift && drift.probe.includes('objects')).toBe(probe !== undefined);
  },
);
