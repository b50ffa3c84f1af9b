import type { Resource } from '@hubtwin/resources';
import { testSettings } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Merged, merge } from './merge.ts';
import type { Observation } from './observation.ts';
import { prepare } from './prepare.ts';

const thing: Resource = {
  name: 'things',
  table: 'issues',
  key: ['id'],
  inRepository: true,
  columns: () => ({}),
  changes: [],
  volatile: ['stars'],
};
const confirmedThing: Resource = { ...thing, confirmedKeys: ['title'] };

const clocks = ['', '2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z', '2026-01-01T00:00:03.000Z'];

function observation(resource: Resource): fc.Arbitrary<Observation> {
  const value = fc.constantFrom('a', 'b', 'c');
  return fc
    .record({
      clock: fc.constantFrom(...clocks),
      asOf: fc.constantFrom(...clocks.slice(1)),
      rank: fc.constantFrom('', '', '1'),
      completeness: fc.constantFrom('whole' as const, 'whole' as const, 'partial' as const),
      isDeleted: fc.constantFrom(false, false, false, true),
      refetchReason: fc.constantFrom(
        ...[undefined, undefined, undefined, undefined],
        ...(['truncated', 'future', 'unordered', 'missing'] as const),
      ),
      needsConfirmation: fc.constantFrom(false, false, true),
      accepted: fc.constantFrom(false, true),
      source: fc.constantFrom('webhook' as const, 'webhook' as const, 'sync' as const),
      // Within GitHub's lag after a deletion or a claim, and beyond it.
      observedAt: fc
        .tuple(fc.constantFrom(...clocks.slice(1)), fc.constantFrom(500, 500, 11_000, 70_000))
        .map(([clock, laterMs]) => new Date(Date.parse(clock) + laterMs)),
      raw: fc.record({ title: value, state: value, stars: value }, { requiredKeys: [] }),
    })
    .map(({ refetchReason, raw, ...rest }) => ({
      ...rest,
      ...(refetchReason === undefined ? {} : { refetchReason }),
      // A whole observation has every key, a partial one some of them.
      raw: rest.completeness === 'whole' ? { title: 'a', state: 'a', stars: 'a', ...raw } : raw,
      resource,
      repositoryId: 1,
      key: { id: 1 },
    }));
}

function fold(observations: readonly Observation[]): Omit<Merged, 'source' | 'syncedAt'> | null {
  let merged: Merged | null = null;
  for (const seen of observations) merged = merge(merged, prepare(seen)).merged;
  if (merged === null) return null;
  const { source, syncedAt, ...state } = merged;
  return state;
}

test.each([
  ['of any kind', thing],
  ['with keys that only GitHub confirms', confirmedThing],
])(
  'any order and duplication of the observations of an object %s result in the same state',
  { timeout: 60_000 * (testSettings.worlds ?? 1) },
  (_, resource) => {
    fc.assert(
      fc.property(
        fc.array(observation(resource), { minLength: 1, maxLength: 7 }),
        fc.infiniteStream(fc.nat()),
        (observations, choices) => {
          const repeated = observations.flatMap((seen) =>
            choices.next().value % 3 === 0 ? [seen, seen] : [seen],
          );
          const order = repeated.map((seen) => ({ seen, place: choices.next().value }));
          const shuffled = order.toSorted((one, other) => one.place - other.place).map(({ seen }) => seen);
          expect(fold(shuffled)).toEqual(fold(observations));
        },
      ),
      { numRuns: 3_000 * (testSettings.worlds ?? 1) },
    );
  },
);

const base: Observation = {
  resource: thing,
  repositoryId: 1,
  key: { id: 1 },
  raw: { title: 'a' },
  completeness: 'whole',
  clock: '2026-01-01T00:00:02.000Z',
  asOf: '2026-01-01T00:00:02.000Z',
  source: 'webhook',
  observedAt: new Date('2026-01-01T00:00:02.500Z'),
};

test('a newer version wins, an older one is stale, the same one changes nothing', () => {
  const stored = merge(null, prepare(base)).merged;
  expect(merge(stored, prepare(base))).toEqual({ merged: stored, effect: 'unchanged' });
  const older = { ...base, clock: '2026-01-01T00:00:01.000Z', raw: { title: 'old' } };
  expect(merge(stored, prepare(older))).toEqual({ merged: stored, effect: 'stale' });
  const newer = { ...base, clock: '2026-01-01T00:00:03.000Z', raw: { title: 'new' } };
  expect(merge(stored, prepare(newer)).merged.raw).toEqual({ title: 'new' });
});

test('a partial observation keeps the missing keys, and causes a fetch', () => {
  const stored = merge(null, prepare({ ...base, raw: { title: 'a', body: 'long' } })).merged;
  const partial = {
    ...base,
    completeness: 'partial' as const,
    clock: '2026-01-01T00:00:03.000Z',
    raw: { title: 'b' },
  };
  const { merged } = merge(stored, prepare(partial));
  expect(merged.raw).toEqual({ title: 'b', body: 'long' });
  expect(Object.keys(merged.refetchReasons)).toEqual(['partial']);
});

test('two contents of one second are uncertain until a fetch that started after it', () => {
  const stored = merge(null, prepare(base)).merged;
  const tie = merge(stored, prepare({ ...base, raw: { title: 'b' } })).merged;
  expect(Object.keys(tie.refetchReasons)).toEqual(['tie']);
  const fetched = { ...base, source: 'sync' as const, raw: { title: 'c' } };
  const during = merge(tie, prepare({ ...fetched, observedAt: new Date('2026-01-01T00:00:02.900Z') })).merged;
  expect(Object.keys(during.refetchReasons)).toEqual(['tie']);
  const after = merge(tie, prepare({ ...fetched, observedAt: new Date('2026-01-01T00:00:03.000Z') })).merged;
  expect(after).toMatchObject({ raw: { title: 'c' }, refetchReasons: {} });
});

test('a terminal state wins over a later clock of the same attempt, and causes a fetch', () => {
  const stored = merge(null, prepare({ ...base, rank: '1', raw: { state: 'completed' } })).merged;
  const later = { ...base, clock: '2026-01-01T00:00:03.000Z', raw: { state: 'in_progress' } };
  const { merged } = merge(stored, prepare(later));
  expect(merged.raw).toEqual({ state: 'completed' });
  expect(Object.keys(merged.refetchReasons)).toEqual(['conflict']);
});

const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:02.500Z') + seconds * 1_000);
const deletion = { ...base, isDeleted: true };

test('a deletion and another event of one second are uncertain until a fetch that started after it', () => {
  for (const order of [
    [base, deletion],
    [deletion, base],
  ])
    expect(Object.keys(fold(order)?.refetchReasons ?? {})).toEqual(['tie']);
  const fetched = { ...base, source: 'sync' as const, observedAt: at(0.5) };
  expect(fold([base, deletion, fetched])?.refetchReasons).not.toHaveProperty('tie');
  const later = { ...deletion, asOf: '2026-01-01T00:00:03.000Z' };
  expect(fold([base, later])?.refetchReasons).toEqual({});
});

test('a deleted object is restored by any later version of it', () => {
  const later = { ...base, clock: '2026-01-01T00:00:03.000Z' };
  expect(fold([deletion])?.deletedAt).toBe('2026-01-01T00:00:02.000Z');
  expect(fold([deletion, base])?.deletedAt).toBe('2026-01-01T00:00:02.000Z');
  expect(fold([deletion, later])?.deletedAt).toBeNull();
});

test('a deleted object is restored by a fetch, except by one that may be older, which causes another fetch', () => {
  const fetched = { ...base, source: 'sync' as const };
  const before = fold([deletion, { ...fetched, observedAt: at(-600) }]);
  expect(before).toMatchObject({ deletedAt: expect.any(String), refetchReasons: {} });
  const soon = fold([deletion, { ...fetched, observedAt: at(5) }]);
  expect(soon).toMatchObject({
    deletedAt: expect.any(String),
    refetchReasons: { restored: expect.any(String) },
  });
  const after = fold([deletion, { ...fetched, observedAt: at(61) }]);
  expect(after).toMatchObject({ deletedAt: null, refetchReasons: {} });
});

const known = { ...base, resource: confirmedThing, source: 'sync' as const, observedAt: at(1) };
const renamed = {
  ...base,
  resource: confirmedThing,
  clock: '2026-01-01T00:00:09.000Z',
  raw: { title: 'b', body: 'new' },
  observedAt: at(7),
};

test('a claim waits for a fetch, while the other keys of the delivery are applied', () => {
  const waiting = fold([known, renamed]);
  expect(waiting).toMatchObject({
    raw: { title: 'a', body: 'new' },
    refetchReasons: { unconfirmed: expect.any(String) },
  });
  const confirmed = { ...known, clock: renamed.clock, raw: renamed.raw, observedAt: at(8) };
  expect(fold([known, renamed, confirmed])).toMatchObject({ raw: { title: 'b' }, refetchReasons: {} });
  expect(fold([renamed, known])).toEqual(waiting);
});

test('a claim is refuted by a fetch that contradicts it, once that cannot be older', () => {
  const claims = [known, renamed, { ...deletion, resource: confirmedThing, observedAt: at(7) }];
  expect(fold(claims)).toMatchObject({
    deletedAt: null,
    refetchReasons: { unconfirmed: expect.any(String) },
  });
  const soon = fold([...claims, { ...known, observedAt: at(8) }]);
  expect(soon).toMatchObject({ raw: { title: 'a' }, refetchReasons: { unconfirmed: expect.any(String) } });
  const later = fold([...claims, { ...known, observedAt: at(18) }]);
  expect(later).toMatchObject({ raw: { title: 'a' }, deletedAt: null, refetchReasons: {} });
});

test('an accepted claim takes effect at once, until a fetch contradicts it', () => {
  const accepted = fold([known, { ...renamed, accepted: true }]);
  expect(accepted).toMatchObject({ raw: { title: 'b' }, claim: { accepted: true }, refetchReasons: {} });
  const deleted = fold([known, { ...deletion, resource: confirmedThing, accepted: true, observedAt: at(7) }]);
  expect(deleted).toMatchObject({ deletedAt: expect.any(String) });
});

test('an accepted claim and a fetch are ordered by their versions, and a claim that was not accepted yields to both', () => {
  const accepted = { ...renamed, accepted: true };
  const fetchedLater = { ...known, observedAt: at(20) };
  for (const order of [
    [accepted, fetchedLater],
    [fetchedLater, accepted],
  ])
    expect(fold(order)).toMatchObject({ raw: { title: 'b' } });
  const newer = { ...renamed, clock: '2026-01-01T00:00:10.000Z', raw: { title: 'c' }, observedAt: at(9) };
  for (const order of [
    [accepted, newer],
    [newer, accepted],
  ])
    expect(fold(order)).toMatchObject({
      raw: { title: 'b' },
      refetchReasons: { unconfirmed: expect.any(String) },
    });
});

test('an older name in a late delivery is not a claim', () => {
  const late = { ...renamed, clock: '2026-01-01T00:00:01.000Z' };
  expect(fold([known, late])).toMatchObject({ raw: { title: 'a' }, refetchReasons: {} });
});

test('only a later fetch changes the repository of an object, and observations from elsewhere are discarded', () => {
  const stored = merge(null, prepare({ ...base, clock: '2026-01-01T00:00:09.000Z' })).merged;
  const elsewhere = { ...base, repositoryId: 2, clock: '2026-01-01T00:00:10.000Z', raw: { title: 'stolen' } };
  expect(merge(stored, prepare(elsewhere))).toEqual({ merged: stored, effect: 'misplaced' });
  const fetched = { ...base, repositoryId: 2, source: 'sync' as const, raw: { title: 'real' } };
  const { merged } = merge(stored, prepare(fetched));
  expect(merged).toMatchObject({ repositoryId: 2, raw: { title: 'real' } });
  const earlier = { ...base, repositoryId: 1, source: 'sync' as const, observedAt: at(-1) };
  expect(merge(merged, prepare(earlier))).toEqual({ merged, effect: 'misplaced' });
});
