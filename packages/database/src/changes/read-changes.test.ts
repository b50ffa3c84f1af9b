import { randomUUID } from 'node:crypto';
import type { Resource } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyObservations } from '../observations/apply-observations.ts';
import type { Observation } from '../observations/observation.ts';
import { type Change, changesHorizon, readChanges } from './read-changes.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase({ poolMax: 16 });
});
afterEach(() => connection[Symbol.asyncDispose]());

const thing: Resource = {
  name: 'things',
  table: 'issues',
  key: ['id'],
  inRepository: true,
  columns: ({ title }) => ({ title }),
  changes: ['title'],
};

const seen = (id: number): Observation => ({
  resource: thing,
  repositoryId: 7,
  key: { id },
  raw: { title: `title ${id}` },
  completeness: 'whole',
  clock: '2026-01-01T00:00:01.000Z',
  asOf: '2026-01-01T00:00:01.000Z',
  source: 'webhook',
  observedAt: new Date('2026-01-01T00:00:09Z'),
});

/** Writes objects in one transaction that stays open until `end` has settled. */
const write = (ids: readonly number[], end: () => Promise<unknown> = async () => {}) =>
  connection.database.transaction().execute(async (transaction) => {
    await applyObservations(transaction, ids.map(seen));
    await end();
  });

const read = (cursor = 0, limit = 100) => readChanges(connection.database, { cursor, limit });
const keysOf = (changes: readonly Change[]) => changes.map(({ key }) => Number(key));

test('a reader continues after its cursor, in pages, to the end', async () => {
  for (const id of [1, 2, 3, 4, 5]) await write([id]);
  const first = await read(0, 2);
  expect(keysOf(first)).toEqual([1, 2]);
  expect(first[0]).toEqual({
    seq: expect.any(Number),
    resource: 'things',
    key: '1',
    kind: 'created',
    repository_id: 7,
    fields: { title: { from: null, to: 'title 1' } },
    source: 'webhook',
    actor: null,
    delivery_id: null,
    request: null,
    changed_at: expect.any(Date),
  });
  const rest = await read(first.at(-1)?.seq);
  expect(keysOf(rest)).toEqual([3, 4, 5]);
  expect(await read(rest.at(-1)?.seq)).toEqual([]);
});

test('an empty log returns no entries', async () => {
  expect(await read()).toEqual([]);
});

test('each delivery that changed an object has an entry, with all that it changed, its GUID and its sender', async () => {
  const deliveries = [randomUUID(), randomUUID(), randomUUID()] as const;
  const at = (second: number, title: string, nth: 0 | 1 | 2): Observation => ({
    ...seen(1),
    raw: { title, note: second },
    clock: `2026-01-01T00:00:0${second}.000Z`,
    cause: { deliveryId: deliveries[nth], actor: `person-${nth}` },
  });
  const apply = (...observations: Observation[]) =>
    connection.database
      .transaction()
      .execute(async (transaction) => void (await applyObservations(transaction, observations)));
  await apply({ ...seen(1), cause: { request: 'GET /repos/o/r/issues' } });
  // The first of three is the newest: the second loses.
  await apply(at(3, 'three', 0), at(2, 'two', 1), at(3, 'three', 0), at(4, 'four', 2));
  expect(
    (await read()).map(({ kind, fields, actor, delivery_id, request }) => [
      kind,
      fields.title,
      actor,
      delivery_id,
      request,
    ]),
  ).toEqual([
    ['created', { from: null, to: 'title 1' }, null, null, 'GET /repos/o/r/issues'],
    ['updated', { from: 'title 1', to: 'three' }, 'person-0', deliveries[0], null],
    ['updated', { from: 'three', to: 'four' }, 'person-2', deliveries[2], null],
  ]);
});

test('an entry that was written later and committed earlier waits for those before it', async () => {
  const gate = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  await write([1]);
  const slow = write([2], async () => {
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  await write([3]);
  const meanwhile = await read();
  gate.resolve();
  await slow;
  expect(keysOf(meanwhile)).toEqual([1]);
  expect(keysOf(await read())).toEqual([1, 2, 3]);
});

test('the very first change waits for its commit like any other', async () => {
  let meanwhile: Change[] | undefined;
  let horizon: number | undefined;
  await write([1], async () => {
    meanwhile = await read();
    horizon = await changesHorizon(connection.database);
  });
  expect({ meanwhile, horizon }).toEqual({ meanwhile: [], horizon: 0 });
  expect(keysOf(await read())).toEqual([1]);
});

test('a writer that is rolled back, or whose connection breaks, leaves a gap that blocks no reader', async () => {
  await expect(write([1], () => Promise.reject(new Error('rolled back')))).rejects.toThrow('rolled back');
  const broken = write([2], async () => {
    await connection.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`,
    );
  });
  await expect(broken).rejects.toThrow();
  await write([3]);
  expect(keysOf(await read())).toEqual([3]);
});

test('a long transaction that writes other tables, or runs in another database, blocks no reader', async () => {
  await using other = await createTestDatabase({ poolMax: 1 });
  const unrelated = await connection.pool.connect();
  const foreign = await other.pool.connect();
  await unrelated.query('begin isolation level serializable');
  await unrelated.query(`insert into webhook_configs (target, secret) values ('all', '\\x00')`);
  await unrelated.query('select pg_advisory_xact_lock_shared(1)');
  await foreign.query('begin; select changes_fence()');
  await write([1]);
  await write([2]);
  const meanwhile = await read();
  await foreign.query('rollback');
  await unrelated.query('rollback');
  foreign.release();
  unrelated.release();
  expect(keysOf(meanwhile)).toEqual([1, 2]);
});

test('a reader that follows 8 writers, some slow and some rolled back, reads each change once and in order', async () => {
  const followed: Change[] = [];
  let reads = 0;
  let writing = true;

  const follow = async () => {
    for (let last = false; ; ) {
      const cursor = followed.at(-1)?.seq ?? 0;
      const page = await read(cursor, 7);
      reads += 1;
      followed.push(...page);
      if (page.length === 0 && last) return;
      last = !writing;
    }
  };

  /** Lets the reader read a few times before the transaction ends. */
  const slowly = async (times: number) => {
    const until = reads + times;
    await waitFor('the reader to continue', () => reads >= until, { everyMs: 1 });
  };

  const writer = async (n: number) => {
    for (let turn = 0; turn < 25; turn++) {
      const id = n * 1_000 + turn * 2;
      const isRolledBack = (n + turn) % 5 === 0;
      await write([id, id + 1], async () => {
        if ((n + turn) % 3 === 0) await slowly(1 + (turn % 4));
        if (isRolledBack) throw new Error('rolled back');
      }).catch((error: Error) => {
        if (!isRolledBack) throw error;
      });
    }
  };

  const following = follow();
  await Promise.all(Array.from({ length: 8 }, (_, n) => writer(n)));
  writing = false;
  await following;

  const { rows } = await connection.pool.query<{ seq: number }>('select seq from changes order by seq');
  expect(rows).toHaveLength(8 * 20 * 2);
  expect(followed.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq));
});
