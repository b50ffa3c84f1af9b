import type { Resource } from '@hubtwin/resources';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRedundant } from './is-redundant.ts';
import { merge } from './merge.ts';
import type { Observation } from './observation.ts';
import { prepare } from './prepare.ts';

const account: Resource = {
  name: 'accounts',
  table: 'accounts',
  key: ['id'],
  inRepository: false,
  columns: () => ({}),
  changes: [],
};

const countingAccount: Resource = { ...account, volatile: ['type'] };

const seen: Observation = {
  resource: account,
  repositoryId: null,
  key: { id: 1 },
  raw: { login: 'ada', type: 'User' },
  completeness: 'whole',
  clock: '2026-01-01T00:00:00.000Z',
  asOf: '2026-01-01T00:00:01.000Z',
  source: 'import',
  embedded: true,
  observedAt: new Date('2026-01-01T00:00:02Z'),
};

const differences: Partial<Observation>[] = [
  {},
  { asOf: '2026-01-01T00:00:03.000Z' },
  { observedAt: new Date('2026-01-01T00:00:05Z') },
  { raw: { login: 'ada' } },
  { raw: { login: 'eve', type: 'User' } },
  { raw: { login: 'ada', type: 'User', name: 'Ada' } },
  { completeness: 'partial' },
  { clock: '2026-01-02T00:00:00.000Z' },
  { rank: '1' },
  { progress: '1' },
  { isDeleted: true },
  { refetchReason: 'unordered' },
  { embedded: false },
];

test('a redundant observation changes nothing after the other one, and makes no difference before it', () => {
  const observation = fc
    .array(fc.constantFrom(...differences), { maxLength: 3 })
    .map((some): Observation => Object.assign({}, seen, ...some));
  fc.assert(
    fc.property(observation, observation, fc.constantFrom(account, countingAccount), (a, b, resource) => {
      const one = { ...a, resource };
      const other = { ...b, resource };
      if (!isRedundant(one, other)) return;
      const state = ({ source, syncedAt, ...rest }: ReturnType<typeof merge>['merged']) => rest;
      const first = merge(null, prepare(other)).merged;
      expect(merge(first, prepare(one))).toEqual({ merged: first, effect: 'unchanged' });
      expect(state(merge(null, prepare(one)).merged)).toEqual(state(first));
    }),
    { numRuns: 5_000 },
  );
});

test('an author observed again, at another time of the same day, is redundant', () => {
  expect(isRedundant({ ...seen, asOf: '2026-01-01T00:00:09.000Z' }, seen)).toBe(true);
  expect(isRedundant({ ...seen, raw: { login: 'eve', type: 'User' } }, seen)).toBe(false);
});
