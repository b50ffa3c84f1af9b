import type { Resource } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyObservations, type Outcome } from './apply-observations.ts';
import type { Observation } from './observation.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

const apply = (observations: readonly Observation[]): Promise<Outcome> =>
  connection.database.transaction().execute((transaction) => applyObservations(transaction, observations));

/** Identified by a number, in a repository. */
const thing: Resource = {
  name: 'things',
  table: 'issues',
  key: ['id'],
  inRepository: true,
  columns: ({ title, state, labels }) => ({ title, state, labels }),
  changes: ['title', 'state', 'labels'],
  volatile: ['stars'],
};

/** Identified by a name that can be used again. */
const place: Resource = {
  name: 'places',
  table: 'branches',
  key: ['repository_id', 'name'],
  inRepository: true,
  columns: ({ title }) => ({ sha: title }),
  changes: ['sha'],
};

const clocks = ['2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z', '2026-01-01T00:00:03.000Z'] as const;

const base: Observation = {
  resource: thing,
  repositoryId: 7,
  key: { id: 1 },
  raw: { title: 'a', state: 'open' },
  completeness: 'whole',
  clock: clocks[0],
  asOf: clocks[0],
  source: 'webhook',
  observedAt: new Date('2026-01-01T00:00:09Z'),
};

interface ChangeRow {
  resource: string;
  key: string;
  kind: string;
  repository_id: number | null;
  source: string;
  fields: Record<string, { from: unknown; to: unknown }>;
}

async function readChangesOf(key: string | number): Promise<ChangeRow[]> {
  const { rows } = await connection.pool.query<ChangeRow>(
    'select resource, key, kind, repository_id, source, fields from changes where key = $1 order by seq',
    [`${key}`],
  );
  return rows;
}

/** All columns of the rows except those that show which observation was last. */
async function takeRows(): Promise<Record<string, Record<string, unknown>[]>> {
  const tables: Record<string, Record<string, unknown>[]> = {};
  for (const { table, key } of [thing, place]) {
    const { rows } = await connection.pool.query(`select * from ${table} order by ${key.join(', ')}`);
    tables[table] = rows.map(({ source, synced_at, ...row }) => row);
    await connection.pool.query(`delete from ${table}`);
  }
  return tables;
}

const value = fc.constantFrom('a', 'b', 'c');
const observation: fc.Arbitrary<Observation> = fc
  .record({
    subject: fc.constantFrom(
      ...[1, 2, 3].map((id) => ({ resource: thing, key: { id } })),
      ...['x', 'y'].map((name) => ({ resource: place, key: { repository_id: 7, name } })),
    ),
    clock: fc.constantFrom('', ...clocks),
    asOf: fc.constantFrom(...clocks),
    rank: fc.constantFrom('', '', '1'),
    progress: fc.constantFrom('', '1', '2'),
    completeness: fc.constantFrom('whole' as const, 'partial' as const),
    isDeleted: fc.constantFrom(false, false, false, true),
    source: fc.constantFrom('webhook' as const, 'webhook' as const, 'sync' as const),
    embedded: fc.constantFrom(false, false, true),
    raw: fc.record({ title: value, state: value, stars: value }, { requiredKeys: ['title'] }),
  })
  .map(({ subject, ...seen }) => ({ ...base, ...subject, ...seen }));

test('concurrent lists of observations in any order result in the same rows as applying them in sequence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(observation, { minLength: 4, maxLength: 40 }),
      fc.infiniteStream(fc.nat()),
      async (observations, choices) => {
        for (const seen of observations) await apply([seen]);
        const inTurn = await takeRows();

        const copies = [...observations, ...observations.filter(() => choices.next().value % 3 === 0)];
        const shuffled = copies
          .map((seen) => ({ seen, place: choices.next().value }))
          .sort((one, other) => one.place - other.place);
        const parts = Map.groupBy(shuffled, () => choices.next().value % 4);
        await Promise.all([...parts.values()].map((part) => apply(part.map(({ seen }) => seen))));
        expect(await takeRows()).toEqual(inTurn);
      },
    ),
    { numRuns: 40 },
  );
});

test('concurrent callers with the same objects in opposite orders wait for each other without deadlock', async () => {
  const objects = Array.from({ length: 30 }, (_, n) => ({ ...base, key: { id: 100 + n } }));
  const rounds = Array.from({ length: 12 }, (_, round) => {
    const clock = new Date(Date.parse(clocks[0]) + round * 1_000).toISOString();
    const seen = objects.map((object) => ({ ...object, clock, raw: { title: `${round}`, state: 'open' } }));
    return round % 2 === 0 ? seen : seen.toReversed();
  });
  await Promise.all(rounds.map(apply));
  const { rows } = await connection.pool.query(
    'select title, count(*) from issues where id between 100 and 129 group by title',
  );
  expect(rows).toEqual([{ title: '11', count: 30 }]);

  // Each old value in the log is the previous new value, whichever caller wrote it.
  for (const { key } of objects) {
    const titles = (await readChangesOf(key.id)).map(({ fields }) => fields.title);
    expect(titles.map((title) => title?.from)).toEqual([
      null,
      ...titles.slice(0, -1).map((title) => title?.to),
    ]);
    expect(titles.at(-1)?.to).toBe('11');
  }
});

test('each effective write is one entry of the log, with its kind and the old and new values', async () => {
  const key = { repository_id: 8, name: 'reused' };
  const at = (clock: string, seen: Partial<Observation>) =>
    apply([{ ...base, resource: place, repositoryId: 8, key, clock, asOf: clock, ...seen }]);
  await at(clocks[0], { raw: { title: 'a' } });
  await at(clocks[1], { raw: { title: 'b' }, source: 'sync' });
  await at(clocks[2], { raw: {}, completeness: 'partial', isDeleted: true });
  await at('2026-01-01T00:00:04.000Z', { raw: { title: 'b', state: 'back' } });
  const entry = { resource: 'places', key: '8/reused', repository_id: 8, source: 'webhook' };
  expect(await readChangesOf('8/reused')).toEqual([
    { ...entry, kind: 'created', fields: { sha: { from: null, to: 'a' } } },
    { ...entry, kind: 'updated', fields: { sha: { from: 'a', to: 'b' } }, source: 'sync' },
    { ...entry, kind: 'deleted', fields: {} },
    { ...entry, kind: 'restored', fields: { sha: { from: null, to: 'b' } } },
  ]);
});

test('observations without visible changes add no entry: a copy, an older one, metadata', async () => {
  const key = { id: 200 };
  const newest = { ...base, key, clock: clocks[1], raw: { title: 'b', state: 'open' } };
  expect((await apply([newest])).effects).toMatchObject({ created: 1 });
  expect((await apply([newest])).effects).toMatchObject({ unchanged: 1 });
  expect((await apply([{ ...newest, clock: clocks[0] }])).effects).toMatchObject({ stale: 1 });
  expect((await apply([{ ...newest, clock: clocks[2] }])).effects).toMatchObject({ recorded: 1 });
  expect(await readChangesOf(200)).toHaveLength(1);
});

test('several observations of one object in one call are one entry, from the first value to the last', async () => {
  const key = { id: 201 };
  await apply([{ ...base, key }]);
  const later = clocks.map((clock, n) => ({ ...base, key, clock, raw: { title: `t${n}`, state: 'open' } }));
  await apply(later.slice(1));
  expect((await readChangesOf(201)).map(({ kind, fields }) => ({ kind, fields }))).toEqual([
    { kind: 'created', fields: { title: { from: null, to: 'a' }, state: { from: null, to: 'open' } } },
    { kind: 'updated', fields: { title: { from: 'a', to: 't2' } } },
  ]);
});

test('a transaction that is rolled back leaves neither rows nor entries', async () => {
  const rolledBack = connection.database.transaction().execute(async (transaction) => {
    await applyObservations(transaction, [{ ...base, key: { id: 202 } }]);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(await readChangesOf(202)).toEqual([]);
  expect((await connection.pool.query('select from issues where id = 202')).rowCount).toBe(0);
});

test('uncertain objects are returned with their refetch reasons', async () => {
  const key = { id: 203 };
  const partial = { ...base, key, completeness: 'partial' as const };
  expect((await apply([partial])).uncertain).toEqual([
    { resource: 'things', repositoryId: 7, key: '203', reasons: ['partial'] },
  ]);
  expect((await apply([{ ...base, key, clock: clocks[1] }])).uncertain).toEqual([]);
});

test('a page takes the same few statements regardless of its objects, and a repeated author is one row', async () => {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted = connection.database.withPlugin(counter);
  for (const rows of [1, 100]) {
    const fetched = { ...base, source: 'import' as const };
    const listed = Array.from({ length: rows }, (_, n) => ({ ...fetched, key: { id: 1_000 * rows + n } }));
    const author = { ...fetched, resource: place, key: { repository_id: rows, name: 'author' } };
    const authors = listed.map((): Observation => ({ ...author, raw: { title: 'a' }, embedded: true }));
    statements = 0;
    const page = [...listed, ...authors];
    const { effects } = await counted.transaction().execute((tx) => applyObservations(tx, page));
    expect(effects).toMatchObject({ created: rows + 1, unchanged: rows - 1 });
    expect(statements, 'the known rows, the locks, the stored rows, the writes').toBe(4);
  }
});

test('keys of GitHub that are names of Object are values like any other', async () => {
  const seen = (clock: string, text: string) => ({
    ...base,
    key: { id: 204 },
    clock,
    raw: JSON.parse(`{"title":"a","constructor":"${text}","__proto__":"${text}"}`),
  });
  await apply([seen(clocks[0], 'old')]);
  await apply([seen(clocks[1], 'new')]);
  expect((await apply([seen(clocks[1], 'new')])).effects).toMatchObject({ unchanged: 1 });
  const { rows } = await connection.pool.query('select raw::text from issues where id = 204');
  expect(rows[0].raw).toBe('{"title": "a", "__proto__": "new", "constructor": "new"}');
});

test('texts, numbers and lists that look like SQL, JSON or arrays are stored unchanged', async () => {
  const title = `'; drop table issues; -- {"a":"\\u00e9"} \\ {1,2} $1 ${'x'.repeat(10_000)}`;
  const labels = ['{}', 'a,b', '"quoted"', '\\', 'NULL', ''];
  await apply([{ ...base, key: { id: 205 }, raw: { title, labels, state: null } }]);
  const { rows } = await connection.pool.query('select title, labels, state, raw from issues where id = 205');
  expect(rows).toEqual([{ title, labels, state: null, raw: { title, labels, state: null } }]);
});
