import { resources, toClock, toTime } from '@hubtwin/resources';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';

/** Fields that are stored in `integer` columns, by resource. */
const int4Fields: Record<string, string[]> = {
  repositories: ['size', 'stargazers_count', 'forks_count', 'open_issues_count'],
  issues: ['number', 'comments', 'milestone.number'],
  pull_requests: [
    'number',
    'commits',
    'additions',
    'deletions',
    'changed_files',
    'comments',
    'review_comments',
    'milestone.number',
  ],
  milestones: ['number', 'open_issues', 'closed_issues'],
  workflow_runs: ['run_number', 'run_attempt'],
  workflow_jobs: ['run_attempt'],
  contributors: ['contributions'],
  commits: ['stats.additions', 'stats.deletions'],
};

test.each(Object.entries(int4Fields))(
  '%s with a number beyond its column does not match its schema',
  (name, fields) => {
    const { schema } = resources.find((definition) => definition.name === name) ?? {};
    for (const field of fields) {
      const refused = (value: number) => {
        const [key = '', inner] = field.split('.');
        const object = { [key]: inner === undefined ? value : { [inner]: value } };
        const issues = schema?.safeParse(object).error?.issues ?? [];
        return issues.some(({ path }) => path.join('.') === field);
      };
      expect([field, refused(2 ** 31 - 1), refused(2 ** 31)]).toEqual([field, false, true]);
    }
  },
);

test('an event that does not use the counts of its repository is read, whatever they are', () => {
  const owner = { id: 2, login: 'demo-org', type: 'Organization' };
  const repository = {
    id: 1,
    name: 'a',
    full_name: 'demo-org/a',
    owner,
    private: true,
    size: 99_999_999_999,
  };
  const label = { id: 3, name: 'bug', color: 'ffffff', description: null, default: false };
  const payload = { action: 'created', repository, label };
  const { observations } = interpretDelivery({ event: 'label', payload, receivedAt: new Date() });
  const seen = observations.find(({ resource }) => resource.name === 'repositories');
  expect(seen?.raw).toMatchObject({ id: 1, full_name: 'demo-org/a' });
  expect(seen?.raw).not.toHaveProperty('size');
});

test('any text of the form of a time is converted as a Date converts it', () => {
  const digits = (length: number, max: number) =>
    fc.nat(max).map((n) => String(n).padStart(length, '0').slice(-length));
  const text = fc
    .tuple(
      digits(4, 9_999),
      ...[13, 32, 25, 61, 61].map((max) => digits(2, max)),
      fc.constantFrom('Z', '', '.5Z', '+01:00', 'Z\n'),
    )
    .map(
      ([year, month, day, hour, minute, second, zone]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`,
    );
  fc.assert(
    fc.property(text, (value) => {
      const time = new Date(value);
      const year = time.getUTCFullYear();
      const isWithin = (first: number) => year >= first && year <= 9_999;
      expect(toTime(value)).toBe(isWithin(1) ? time.toISOString() : null);
      expect(toClock(value)).toBe(isWithin(1970) ? time.toISOString() : '');
    }),
    { numRuns: 3_000 },
  );
});
