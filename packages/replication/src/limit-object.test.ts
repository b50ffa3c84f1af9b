import { expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';

const repository = { id: 1, full_name: 'acme/rocket', pushed_at: '2026-01-01T00:00:00Z' };
const issue = { id: 5, number: 1, title: 'Slow', state: 'open', updated_at: '2026-01-01T00:00:00Z' };
const read = (fields: object) =>
  interpretDelivery({
    event: 'issues',
    payload: { action: 'opened', issue: { ...issue, ...fields }, repository },
    receivedAt: new Date('2026-01-02T00:00:00Z'),
  });

test('an object within the limits of GitHub is read', () => {
  const labels = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `label ${id}`, color: 'ff0000' }));
  expect(read({ body: 'x'.repeat(65_536), labels }).observations.length).toBeGreaterThan(20_000);
});

test.each<[string, object]>([
  ['a title of 20 MB', { title: 'x'.repeat(20_000_000) }],
  ['a long text inside', { milestone: { id: 3, number: 1, description: 'x'.repeat(2_000_000) } }],
  ['many texts', { extra: Array.from({ length: 40 }, () => 'x'.repeat(500_000)) }],
  [
    'long keys',
    { ...Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}${'k'.repeat(500_000)}`, 1])) },
  ],
])('an object with %s is rejected', (_, fields) => {
  expect(() => read(fields)).toThrow(/of more than/);
});

test.each([
  [
    'push',
    {
      ref: `refs/heads/${'x'.repeat(20_000)}`,
      before: '0'.repeat(40),
      after: '1'.repeat(40),
      commits: [],
      deleted: false,
    },
  ],
  ['create', { ref: 'é'.repeat(600), ref_type: 'branch', master_branch: 'main' }],
])('a %s of a branch with a name that no address holds is rejected', (event, payload) => {
  const receivedAt = new Date('2026-01-02T00:00:00Z');
  expect(() => interpretDelivery({ event, payload: { ...payload, repository }, receivedAt })).toThrow(
    /of more than 1000 bytes/,
  );
});
