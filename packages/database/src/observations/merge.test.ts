import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Merged, merge } from './merge.ts';
import type { Observation, Resource } from './observation.ts';
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
const reusableThing: Resource = { ...thing, revivable: true };

const clocks = ['', '2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z', '2026-01-01T00:00:03.000Z'];

function observation(resource: Resource): fc.Arbitrary<Observation> {
  const value = fc.constantFrom('a', 'b', 'c');
  return fc
    .record({
      clock: fc.constantFrom(...clocks),
      asOf: fc.constantFrom(...clocks.slice(1)),
      rank: fc.constantFrom('', '', '1'),
      completeness: fc.constantFrom('whole' as const, 'whole' as const, 'partial' as const),
      gone: fc.constantFrom(false, false, false, true),
      doubt: fc.constantFrom(undefined, undefined, undefined, 'truncated' as const),
      source: fc.constantFrom('webhook' as const, 'webhook' as const, 'sync' as const),
      observedAt: fc.constantFrom(...clocks.slice(1)).map((clock) => new Date(Date.parse(clock) + 500)),
      raw: fc.record({ title: value, state: value, stars: value }, { requiredKeys: [] }),
    })
    .map(({ doubt, raw, ...rest }) => ({
      ...rest,
      ...(doubt === undefined ? {} : { doubt }),
      // A whole observation tells every key, a partial one some of them.
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
  ['with an id', thing],
  ['whose key can be used again', reusableThing],
])('any order and duplication of the observations of an object %s end in the same state', (_, resource) => {
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
    { numRuns: 3_000 },
  );
});

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

test('a partial observation leaves the keys it does not tell, and asks for the rest', () => {
  const stored = merge(null, prepare({ ...base, raw: { title: 'a', body: 'long' } })).merged;
  const partial = {
    ...base,
    completeness: 'partial' as const,
    clock: '2026-01-01T00:00:03.000Z',
    raw: { title: 'b' },
  };
  const { merged } = merge(stored, prepare(partial));
  expect(merged.raw).toEqual({ title: 'b', body: 'long' });
  expect(Object.keys(merged.doubts)).toEqual(['partial']);
});

test('two contents of one second are in doubt until a fetch that started after it', () => {
  const stored = merge(null, prepare(base)).merged;
  const tie = merge(stored, prepare({ ...base, raw: { title: 'b' } })).merged;
  expect(Object.keys(tie.doubts)).toEqual(['tie']);
  const fetched = { ...base, source: 'sync' as const, raw: { title: 'c' } };
  const during = merge(tie, prepare({ ...fetched, observedAt: new Date('2026-01-01T00:00:02.900Z') })).merged;
  expect(Object.keys(during.doubts)).toEqual(['tie']);
  const after = merge(tie, prepare({ ...fetched, observedAt: new Date('2026-01-01T00:00:03.000Z') })).merged;
  expect(after).toMatchObject({ raw: { title: 'c' }, doubts: {} });
});

test('a terminal state wins over a later clock of the same attempt, and is looked into', () => {
  const stored = merge(null, prepare({ ...base, rank: '1', raw: { state: 'completed' } })).merged;
  const later = { ...base, clock: '2026-01-01T00:00:03.000Z', raw: { state: 'in_progress' } };
  const { merged } = merge(stored, prepare(later));
  expect(merged.raw).toEqual({ state: 'completed' });
  expect(Object.keys(merged.doubts)).toEqual(['conflict']);
});

test('an id that is gone stays gone, a name can come back', () => {
  const gone = { ...base, gone: true, asOf: '2026-01-01T00:00:02.000Z' };
  const later = { ...base, clock: '2026-01-01T00:00:03.000Z' };
  const foldOf = (resource: Resource) => fold([gone, later].map((seen) => ({ ...seen, resource })));
  expect(foldOf(thing)?.deletedAt).toBe('2026-01-01T00:00:02.000Z');
  expect(foldOf(reusableThing)?.deletedAt).toBeNull();
});
