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

test('the default files are watched, and of plans those up to the existing one', () => {
  const paths = ['docs/plan.md', 'plan.md', 'README.md', 'package.json', 'go.mod', 'Dockerfile'];
  expect(paths.map((path) => touching(path))).toEqual(paths.map(() => true));
  expect(['web/package.json', 'docs/README.md', 'plan'].map((path) => touching(path))).toEqual([
    false,
    false,
    false,
  ]);
  const planned = { ...defaults, files: [file] };
  expect(paths.map((path) => touching(path, planned))).toEqual([true, false, false, true, true, true]);
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
