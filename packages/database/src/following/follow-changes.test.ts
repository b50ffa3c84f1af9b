import { createTestDatabase, type TestDatabase, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurableCursor } from './create-durable-cursor.ts';
import { createMemoryCursor } from './create-memory-cursor.ts';
import { type ChangeFollower, followChanges } from './follow-changes.ts';
import type { FollowerCursor } from './follower-cursor.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase();
});
afterEach(() => connection[Symbol.asyncDispose]());

const insert = `insert into changes (resource, key, kind, fields, source)
  select 'issues', key, 'updated', '{}', 'webhook' from unnest($1::text[]) as key`;

/** Appends to the log as `applyObservations` does, in a transaction that stays open until `end` has settled. */
async function write(keys: string[], end: () => Promise<unknown> = async () => {}): Promise<void> {
  const client = await connection.pool.connect();
  try {
    await client.query('begin');
    await client.query('select changes_fence()');
    await client.query(insert, [keys]);
    await end();
    await client.query('commit');
  } finally {
    client.release();
  }
}

interface Received {
  keys: string[];
  missed: number;
  /** The time up to which the follower has caught up. */
  caughtUpTo: number;
  errors: unknown[];
}

/** Follows the log and records the calls. */
function follow(
  cursor: FollowerCursor,
  { limit = 500, ...replaced }: Partial<ChangeFollower> & { limit?: number } = {},
): AsyncDisposable & { received: Received } {
  const received: Received = { keys: [], missed: 0, caughtUpTo: 0, errors: [] };
  const following = followChanges({
    database: connection.database,
    cursor,
    limit,
    everyMs: 10,
    onError: (error) => received.errors.push(error),
    follower: {
      async handle(changes) {
        received.keys.push(...changes.map(({ key }) => key));
      },
      async missed() {
        received.missed += 1;
      },
      async caughtUp(ageMs) {
        received.caughtUpTo = performance.now() - ageMs;
      },
      ...replaced,
    },
  });
  return { received, [Symbol.asyncDispose]: () => following[Symbol.asyncDispose]() };
}

const started = (received: Received) => waitFor('the follower to start', () => received.caughtUpTo > 0);
const handled = (received: Received, ...keys: string[]) =>
  waitFor(`${keys} to be handled`, () => keys.every((key) => received.keys.includes(key)));

test('a follower starts at the end of the log, and receives each change once and in order', async () => {
  await write(['before']);
  await using follower = follow(createMemoryCursor(), { limit: 2 });
  await started(follower.received);
  await write(['1', '2', '3', '4', '5']);
  await write(['6']);
  await handled(follower.received, '6');
  expect(follower.received.keys).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(follower.received.missed).toBe(1);
});

test('a durable cursor continues where the previous process stopped', async () => {
  const first = follow(createDurableCursor('a'));
  await started(first.received);
  await write(['1']);
  await handled(first.received, '1');
  await first[Symbol.asyncDispose]();
  await write(['2']);
  await using second = follow(createDurableCursor('a'));
  await handled(second.received, '2');
  expect(second.received).toMatchObject({ keys: ['2'], missed: 0 });
  await using other = follow(createDurableCursor('b'));
  await started(other.received);
  expect(other.received).toMatchObject({ keys: [], missed: 1 });
});

test('of the followers that share a durable cursor one follows, and another takes over when it stops', async () => {
  const first = follow(createDurableCursor('a'));
  await started(first.received);
  await using second = follow(createDurableCursor('a'));
  await write(['1']);
  await handled(first.received, '1');
  expect(second.received).toMatchObject({ keys: [], caughtUpTo: 0 });
  await first[Symbol.asyncDispose]();
  await write(['2']);
  await handled(second.received, '2');
  expect(second.received.keys).toEqual(['2']);
});

test('a follower whose connections break continues, and loses nothing', async () => {
  await using follower = follow(createDurableCursor('a'));
  await started(follower.received);
  await connection.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await waitFor('an error', () => follower.received.errors.length > 0);
  await write(['1']);
  await handled(follower.received, '1');
  expect(follower.received.missed).toBe(1);
});

test('changes that could not be handled are passed again', async () => {
  const attempts: string[][] = [];
  await using follower = follow(createDurableCursor('a'), {
    async handle(changes) {
      attempts.push(changes.map(({ key }) => key));
      if (attempts.length === 1) throw new Error('not now');
    },
  });
  await started(follower.received);
  await write(['1', '2']);
  await waitFor('a second attempt', () => attempts.length === 2);
  expect(attempts).toEqual([
    ['1', '2'],
    ['1', '2'],
  ]);
  expect(follower.received.errors).toHaveLength(1);
});

test.for([
  { left: 'some entries', prune: 'delete from changes where seq <= 3', rest: ['4'] },
  { left: 'nothing', prune: 'delete from changes', rest: [] },
])('a follower is notified if retention dropped unread entries, and kept $left', async ({ prune, rest }) => {
  const first = follow(createDurableCursor('a'));
  await started(first.received);
  await write(['1']);
  await handled(first.received, '1');
  await first[Symbol.asyncDispose]();
  await write(['2', '3', '4']);
  await connection.pool.query(prune);
  await using second = follow(createDurableCursor('a'));
  await started(second.received);
  await write(['5']);
  await handled(second.received, '5');
  expect(second.received.keys).toEqual([...rest, '5']);
  expect(second.received.missed).toBeGreaterThan(0);
});

test('a follower that has read everything that retention dropped is not notified of missed changes', async () => {
  await using follower = follow(createDurableCursor('a'));
  await started(follower.received);
  await write(['1', '2']);
  await handled(follower.received, '2');
  await connection.pool.query('delete from changes');
  await write(['3']);
  await handled(follower.received, '3');
  expect(follower.received.missed).toBe(1);
});

test('a database that was restored to before the cursor is followed from its end', async () => {
  await write(['1']);
  const first = follow(createDurableCursor('a'));
  await started(first.received);
  await first[Symbol.asyncDispose]();
  await connection.pool.query(`update sync_cursors set value = '5000' where scope = 'follower:a'`);
  await using second = follow(createDurableCursor('a'));
  await started(second.received);
  await write(['2']);
  await handled(second.received, '2');
  expect(second.received).toMatchObject({ keys: ['2'], missed: 1 });
});

test('catching up is never reported before changes are handled, also with a slow writer', async () => {
  await using follower = follow(createMemoryCursor());
  await started(follower.received);
  const gate = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const slow = write(['slow'], async () => {
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  await write(['quick']);
  const committedAt = performance.now();
  let looks = 0;
  await waitFor('some more reads', () => {
    looks += 1;
    return looks > 10;
  });
  expect(follower.received.keys).toEqual([]);
  expect(follower.received.caughtUpTo).toBeLessThan(committedAt);
  gate.resolve();
  await slow;
  await waitFor('it to catch up', () => follower.received.caughtUpTo > committedAt);
  expect(follower.received.keys).toEqual(['slow', 'quick']);
});

test('under constant writes it catches up repeatedly', async () => {
  await using follower = follow(createMemoryCursor());
  await started(follower.received);
  let writing = true;
  const writers = [1, 2].map(async (writer) => {
    for (let n = 0; writing; n++) await write([`${writer}-${n}`]);
  });
  for (let round = 0; round < 5; round++) {
    const now = performance.now();
    await waitFor('what was committed by now', () => follower.received.caughtUpTo > now);
  }
  writing = false;
  await Promise.all(writers);
});
