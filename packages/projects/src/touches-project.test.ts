import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPush } from './read-push.ts';
import { touchesProject } from './touches-project.ts';

const [before, after] = ['a'.repeat(40), 'b'.repeat(40)];
const none = { added: [], removed: [], modified: [] };
const commit = (files: object) => ({ id: after, ...none, ...files });
const payload = (more: object = {}) => ({
  ref: 'refs/heads/feature/one',
  before,
  after,
  deleted: false,
  forced: false,
  commits: [commit({ modified: ['src/a.ts'] })],
  repository: { id: 7 },
  ...more,
});
const defaults = { planPath: null, manifests: null, files: [] };
const file = { path: 'docs/plan.md', role: 'plan', sha: '', size: 0, isLink: false, error: null } as const;
const touches = (push: object, project: Parameters<typeof touchesProject>[1] = defaults) => {
  const read = readPush('push', payload(push));
  return read === null ? null : touchesProject(read, project);
};
const touching = (path: string, project?: Parameters<typeof touchesProject>[1]) =>
  touches({ commits: [commit({}), commit({ removed: [path] })] }, project);

test('a push to a branch has the files of all its commits', () => {
  const commits = [commit({ added: ['a'] }), commit({ removed: ['b'], modified: ['c'] })];
  expect(readPush('push', payload({ commits }))).toEqual({
    repositoryId: 7,
    branch: 'feature/one',
    before,
    after,
    files: new Set(['a', 'b', 'c']),
  });
});

test('tags, deletions and other events move no branch', () => {
  expect(readPush('push', payload({ ref: 'refs/tags/v1' }))).toBeNull();
  expect(readPush('push', payload({ deleted: true, after: '0'.repeat(40) }))).toBeNull();
  expect(readPush('create', payload())).toBeNull();
  expect(readPush('push', {})).toBeNull();
});

test('a push without a complete list of files may touch the project', () => {
  expect(touches({})).toBe(false);
  expect(touches({ forced: true })).toBe(true);
  expect(touches({ before: '0'.repeat(40) })).toBe(true);
  expect(touches({ commits: [] })).toBe(true);
  expect(touches({ commits: Array.from({ length: 2_048 }, () => commit({})) })).toBe(true);
  expect(touches({ commits: [{ id: after }] })).toBe(true);
});

test('the default files are watched, manifests in every folder, and of plans those up to the existing one', () => {
  const paths = ['docs/plan.md', 'plan.md', 'README.md', 'package.json', 'go.mod', 'Dockerfile'];
  expect(paths.map((path) => touching(path))).toEqual(paths.map(() => true));
  const nested = [
    'web/package.json',
    'a/b/.c/pom.xml',
    'x/requirements/dev.txt',
    'Pipfile',
    'api/Containerfile',
  ];
  expect(nested.map((path) => touching(path))).toEqual(nested.map(() => true));
  const others = [
    ...['docs/README.md', 'plan', 'Dockerfile.dev', 'web/node_modules/a/package.json', 'vendor/a/go.mod'],
    ...['package.json/a', 'my-package.json', 'requirements/a/dev.txt'],
  ];
  expect(others.map((path) => touching(path))).toEqual(others.map(() => false));
  const planned = { ...defaults, files: [file] };
  expect(paths.map((path) => touching(path, planned))).toEqual([true, false, false, true, true, true]);
});

test('patterns match within a name, or any folders, and only manifests', () => {
  const own = {
    planPath: null,
    files: [],
    manifests: ['services/*/go.mod', 'apps/**/Dockerfile*', 'a?/pom.xml'],
  };
  const paths = ['services/a/go.mod', 'apps/Dockerfile', 'apps/x/y/Dockerfile.dev', 'ab/pom.xml'];
  expect(paths.map((path) => touching(path, own))).toEqual(paths.map(() => true));
  const others = [
    'go.mod',
    'services/go.mod',
    'services/a/b/go.mod',
    'apps/Dockerfile.d/a',
    'abc/pom.xml',
    'a/pom.xml',
  ];
  expect(others.map((path) => touching(path, own))).toEqual(others.map(() => false));
  const literal = { ...own, manifests: ['**/[a]/{b,c}/go.mod', '*(x)/go.mod'] };
  expect(
    ['q/[a]/{b,c}/go.mod', 'a/b/go.mod', 'y(x)/go.mod', 'x/go.mod'].map((path) => touching(path, literal)),
  ).toEqual([true, false, true, false]);
});

test('configured files are watched, and nothing else', () => {
  const own = { planPath: 'TODO.md', manifests: ['web/package.json'], files: [] };
  expect(
    ['TODO.md', 'web/package.json', 'package.json', 'README.md'].map((path) => touching(path, own)),
  ).toEqual([true, true, false, false]);
});

test('if a link is watched, any push may touch its target', () => {
  expect(touching('elsewhere.md', { ...defaults, files: [{ ...file, isLink: true }] })).toBe(true);
});

/** Whether a name matches, character by character. */
function matchesName(pattern: string, name: string): boolean {
  const [first] = pattern;
  if (first === undefined) return name === '';
  if (first === '*')
    return matchesName(pattern.slice(1), name) || (name !== '' && matchesName(pattern, name.slice(1)));
  return (
    name !== '' && (first === '?' || first === name.charAt(0)) && matchesName(pattern.slice(1), name.slice(1))
  );
}

function matchesPath([first, ...patterns]: string[], names: string[]): boolean {
  if (first === undefined) return names.length === 0;
  const [name, ...more] = names;
  if (first === '**')
    return matchesPath(patterns, names) || (name !== undefined && matchesPath([first, ...patterns], more));
  return name !== undefined && matchesName(first, name) && matchesPath(patterns, more);
}

test('any pattern matches what its characters say, whatever they mean elsewhere', () => {
  const characters = [
    'a',
    'b',
    '.',
    '-',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '!',
    '+',
    '@',
    '|',
    '^',
    '$',
    '\\',
    ',',
    ' ',
    'é',
  ];
  const name = fc
    .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 4 })
    .map((each) => each.join(''));
  const part = fc.oneof(
    fc.constant('**'),
    fc
      .array(fc.constantFrom('*', '?', ...characters), { minLength: 1, maxLength: 4 })
      .map((each) => each.join('')),
  );
  const isName = (each: string) => each !== '.' && each !== '..';
  fc.assert(
    fc.property(fc.array(part, { maxLength: 3 }), fc.array(name, { maxLength: 3 }), (patterns, names) => {
      fc.pre(
        [...patterns, ...names].every(isName) &&
          !patterns.some((each) => each !== '**' && each.includes('**')),
      );
      const pattern = [...patterns, 'go.mod*'].join('/');
      const path = [...names, 'go.mod'].join('/');
      expect([pattern, path, touching(path, { planPath: null, files: [], manifests: [pattern] })]).toEqual([
        ...[pattern, path],
        matchesPath(pattern.split('/'), path.split('/')),
      ]);
    }),
    { numRuns: 2_000 },
  );
});
