import { commits } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';
import { observeFetched } from './observe.ts';

const receivedAt = new Date('2026-11-29T12:00:00Z');
const sha = '4'.repeat(40);
const person = { name: 'Ada', email: null };

/** The stored columns of a commit in a push. */
function pushed(commit: object): Record<string, unknown> | undefined {
  const head = { id: sha, message: 'One', ...commit };
  const payload = {
    ref: 'refs/heads/main',
    before: '0'.repeat(40),
    after: sha,
    deleted: false,
    commits: [head],
    head_commit: head,
    repository: { id: 7, full_name: 'acme/twin', pushed_at: 1_795_936_610 },
  };
  const { observations } = interpretDelivery({ event: 'push', payload, receivedAt });
  const found = observations.find(({ resource }) => resource.name === 'commits');
  return found === undefined ? undefined : commits.columns(found.raw);
}

/** The stored columns of a commit in the format of the API. */
const fetched = (commit: object | null) =>
  commits.columns(
    observeFetched(commits, { sha, commit }, { repositoryId: 7, source: 'import', requestedAt: receivedAt })
      .raw,
  );

test.each<[string, object, string | null | undefined]>([
  ['before 1970', { timestamp: '1969-12-31T23:59:59Z', committer: person }, '1969-12-31T23:59:59.000Z'],
  [
    'with an offset',
    { timestamp: '2026-11-29T07:18:01-08:00', committer: person },
    '2026-11-29T15:18:01.000Z',
  ],
  [
    'with fractions',
    { timestamp: '2026-11-29T07:18:01.123456Z', committer: person },
    '2026-11-29T07:18:01.123Z',
  ],
  [
    'of a year beyond 9999',
    { timestamp: '10000-01-01T00:00:00+01:00', committer: person },
    '9999-12-31T23:00:00.000Z',
  ],
  ['out of the range of Postgres', { timestamp: '292278994-08-17T07:12:55Z', committer: person }, null],
  ['that is null', { timestamp: null, committer: person }, null],
  ['that is empty', { timestamp: '', committer: person }, null],
  ['that is missing', { committer: person }, null],
  ['of no committer', { timestamp: '2026-11-29T07:18:01Z', author: person }, '2026-11-29T07:18:01.000Z'],
  [
    'of a committer that is null',
    { timestamp: '2026-11-29T07:18:01Z', committer: null },
    '2026-11-29T07:18:01.000Z',
  ],
  ['without author and committer', { timestamp: '2026-11-29T07:18:01Z' }, '2026-11-29T07:18:01.000Z'],
])('a pushed commit with a date %s is stored with that date', (_, commit, committedAt) => {
  const columns = pushed(commit);
  expect(columns).toMatchObject({ message: 'One' });
  expect(columns?.committed_at ?? null).toBe(committedAt);
});

test.each<[string, object | null, string | null]>([
  ['no commit', null, null],
  ['no committer', { message: 'One', author: { name: 'Ada', date: '2026-11-29T07:18:01Z' } }, null],
  ['a committer that is null', { message: 'One', committer: null }, null],
  ['a date that is null', { message: 'One', committer: { ...person, date: null } }, null],
  ['a date that is empty', { message: 'One', committer: { ...person, date: '' } }, null],
  [
    'a date of year 0',
    { message: 'One', committer: { ...person, date: '0000-01-01T00:00:00Z' } },
    '0001-01-01T00:00:00.000Z BC',
  ],
  [
    'a date with an offset',
    { message: 'One', committer: { ...person, date: '2026-01-01T00:30:00+05:30' } },
    '2025-12-31T19:00:00.000Z',
  ],
])('a commit of the API with %s is stored', (_, commit, committedAt) => {
  expect(fetched(commit).committed_at ?? null).toBe(committedAt);
});
