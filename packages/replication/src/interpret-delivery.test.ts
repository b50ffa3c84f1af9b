import { type JsonObject, UnusableDeliveryError } from '@hubtwin/resources';
import { exampleDeliveries } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';

const receivedAt = new Date('2026-01-01T00:01:00Z');
const interpret = (event: string, payload: JsonObject) => interpretDelivery({ event, payload, receivedAt });

/** `table:key` of each observation. */
const seenIn = (event: string, payload: JsonObject) =>
  interpret(event, payload).observations.map(
    ({ resource, key }) => `${resource.name}:${resource.key.map((name) => key[name]).join('/')}`,
  );

const repository = {
  id: 7,
  full_name: 'acme/twin',
  updated_at: '2026-01-01T00:00:00Z',
  pushed_at: 1_767_225_600,
};
const issue = { id: 70, number: 1, title: 'One', state: 'open', updated_at: '2026-01-01T00:00:05Z' };

test('a delivery has its action, its repository and its installation', () => {
  expect(interpret('issues', { action: 'opened', issue, repository, installation: { id: 9 } })).toMatchObject(
    {
      handled: true,
      action: 'opened',
      repositoryId: 7,
      installationId: 9,
    },
  );
});

test.each(['security_advisory', 'made_up', 'constructor', '__proto__', ''])(
  'an event without a handler (%o) is not handled, and has no observations',
  (event) => {
    expect(interpret(event, { action: 'created', repository, installation: null })).toEqual({
      handled: false,
      action: 'created',
      repositoryId: 7,
      repositoryOwner: null,
      installationId: null,
      observations: [],
      listsToRead: [],
    });
  },
);

test.each([
  ['no repository', { action: 'edited', issue }, []],
  ['a repository that is null', { action: 'edited', issue, repository: null }, []],
  ['an issue that is null', { action: 'edited', issue: null, repository }, ['repositories:7']],
  ['no issue', { action: 'edited', repository }, ['repositories:7']],
  ['no action', { issue, repository }, ['repositories:7', 'issues:70']],
  ['an action that is null', { action: null, issue, repository }, ['repositories:7', 'issues:70']],
])('%s is not an error: the other objects are read', (_, payload, seen) => {
  expect(seenIn('issues', payload)).toEqual(seen);
});

test.each<[string, string, JsonObject]>([
  ['an issue that is text', 'issues', { action: 'edited', issue: 'One', repository }],
  ['an id that is text', 'issues', { action: 'edited', issue: { ...issue, id: '70' }, repository }],
  ['an issue without an id', 'issues', { action: 'edited', issue: { title: 'One' }, repository }],
  ['a title that is a number', 'issues', { action: 'edited', issue: { ...issue, title: 1 }, repository }],
  ['labels that are not a list', 'issues', { action: 'edited', issue: { ...issue, labels: {} }, repository }],
  ['a repository that is a list', 'issues', { action: 'edited', issue, repository: [] }],
  ['an action that is a number', 'issues', { action: 5, issue, repository }],
  [
    'commits that are text',
    'push',
    { ref: 'refs/heads/main', after: 'a', deleted: false, commits: 'x', repository },
  ],
  ['a run that is a number', 'workflow_run', { action: 'completed', workflow_run: 1, repository }],
])('%s makes the delivery unusable', (_, event, payload) => {
  expect(() => interpret(event, payload)).toThrow(UnusableDeliveryError);
});

test('with any value of an example replaced, it is read or unusable, and nothing else', () => {
  const examples = exampleDeliveries().filter(({ event, payload }) => interpret(event, payload).handled);
  const pathsOf = (value: unknown, depth: number): string[][] =>
    depth === 0 || typeof value !== 'object' || value === null
      ? [[]]
      : [
          [],
          ...Object.entries(value).flatMap(([key, inner]) =>
            pathsOf(inner, depth - 1).map((p) => [key, ...p]),
          ),
        ];
  const replace = (value: unknown, [key, ...rest]: string[], by: unknown): unknown => {
    if (key === undefined) return by;
    if (Array.isArray(value))
      return value.map((item, n) => (`${n}` === key ? replace(item, rest, by) : item));
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([name, inner]) => [
        name,
        name === key ? replace(inner, rest, by) : inner,
      ]),
    );
  };
  const places = examples.flatMap(({ event, payload }) =>
    pathsOf(payload, 4)
      .filter((path) => path.length > 0)
      .map((path) => ({ event, payload, path })),
  );
  const odd = fc.constantFrom<unknown>(null, '', 'text', 0, -1.5, 1e300, true, [], [null], {}, { id: null }, [
    [],
  ]);
  let unusable = 0;
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, ({ event, payload, path }, by) => {
      const changed = replace(payload, path, by) as JsonObject;
      try {
        interpret(event, changed);
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableDeliveryError);
        unusable += 1;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(unusable).toBeGreaterThan(100);
});

test('the same delivery always has the same observations', () => {
  for (const { event, payload } of exampleDeliveries()) {
    expect(interpret(event, structuredClone(payload))).toEqual(interpret(event, payload));
  }
});

function push(count: number): JsonObject {
  const commits = Array.from({ length: count }, (_, n) => ({
    id: `c${n}`,
    message: `Commit ${n}`,
    timestamp: '2026-01-01T00:00:00Z',
    author: { name: 'Ada' },
  }));
  return {
    ref: 'refs/heads/main',
    after: `c${count - 1}`,
    deleted: false,
    commits,
    head_commit: commits.at(-1),
    repository,
  };
}

const truncatedIn = (payload: JsonObject) =>
  interpret('push', payload).observations.filter(({ refetchReason }) => refetchReason === 'truncated');

test('a push with the maximum of listed commits is marked as truncated at its head', () => {
  expect(truncatedIn(push(2_048))).toMatchObject([{ resource: { name: 'commits' }, raw: { sha: 'c2047' } }]);
  expect(truncatedIn(push(2_047))).toEqual([]);
});

test('a rewritten branch is marked at its head, because its push does not state where it starts', () => {
  const nothing = '0'.repeat(40);
  const [before, ref] = ['a'.repeat(40), 'refs/heads/next'];
  const forced = { before, forced: true };
  expect(truncatedIn({ ...push(2), ref, ...forced })).toMatchObject([{ raw: { sha: 'c1' } }]);
  for (const moved of [{ before, forced: false }, { before: nothing }, { ...forced, ref: 'refs/tags/v1' }])
    expect(truncatedIn({ ...push(2), ref, ...moved })).toEqual([]);
  expect(truncatedIn({ ...push(2), ref, ...forced, commits: [] })).toEqual([]);
});

test('a push reports its branch and each of its commits; one of a tag reports no branch', () => {
  expect(seenIn('push', push(2))).toEqual([
    'repositories:7',
    'branches:7/main',
    'commits:7/c0',
    'commits:7/c1',
  ]);
  expect(seenIn('push', { ...push(1), ref: 'refs/tags/v1' })).toEqual([
    'repositories:7',
    'tags:7/v1',
    'commits:7/c0',
  ]);
});

test('a comment on a pull request reports it, by its number, and no issue; one on an issue reports that', () => {
  const comment = { id: 1, body: 'Nice' };
  const pull = { ...issue, pull_request: { url: 'https://api.github.com/repos/acme/twin/pulls/1' } };
  const named = (of: object) => ({ action: 'created', issue: of, comment, repository });
  expect(seenIn('issue_comment', named({ ...pull, number: 5 }))).toEqual([
    'repositories:7',
    'pull_requests:0',
    'issue_comments:1',
  ]);
  const [, commented] = interpret('issue_comment', named({ ...pull, number: 5, comments: 3 })).observations;
  expect(commented).toMatchObject({ identifiedBy: { number: 5 }, raw: { comments: 3 } });
  expect(seenIn('issue_comment', named({ ...pull, number: null }))).toEqual([
    'repositories:7',
    'issue_comments:1',
  ]);
  expect(seenIn('issues', { action: 'edited', issue: pull, repository })).toEqual(['repositories:7']);
  expect(seenIn('issue_comment', named(issue))).toEqual(['repositories:7', 'issues:70', 'issue_comments:1']);
  expect(seenIn('issue_comment', named({ ...issue, pull_request: null }))).toContain('issues:70');
});

test('keys that every object inherits are values of the object and change nothing else', () => {
  const named = JSON.parse('{"id":70,"__proto__":{"polluted":1},"constructor":"x"}') as JsonObject;
  const [, seen] = interpret('issues', { action: 'edited', issue: named, repository }).observations;
  expect(seen?.raw.polluted).toBeUndefined();
  expect(seen?.raw.constructor).toBe('x');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
