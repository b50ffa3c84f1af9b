import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Pool } from 'pg';

/** Runs work on a queue while no other process does. */
type Exclusively = <Result>(queue: string, work: () => Promise<Result>) => Promise<Result>;

/** How long work waits for its turn, in milliseconds: a store that does not respond must not delay all, one by one. */
const maxTurnMs = 5_000;

/** Runs the works of this process on a queue one after the other: only processes compete for its lock. */
export function inTurns(hold: Exclusively): Exclusively {
  const last = new Map<string, Promise<unknown>>();
  return (queue, work) => {
    const run = () => hold(queue, work);
    const previous = last.get(queue);
    const turn = previous && Promise.race([previous, sleep(maxTurnMs, undefined, { ref: false })]);
    const result = turn === undefined ? run() : turn.then(run, run);
    last.set(queue, result);
    const end = () => void (last.get(queue) === result && last.delete(queue));
    result.then(end, end);
    return result;
  };
}

/** After this time the lock of a process that died expires, in milliseconds. */
const maxHeldMs = 5_000;
const pollMs = 3;

const release = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`;

/** @throws what Redis throws. */
export async function holdRedisLock<Result>(
  redis: Redis,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const holder = randomUUID();
  while ((await redis.set(key, holder, 'PX', maxHeldMs, 'NX')) === null) await sleep(pollMs);
  try {
    return await work();
  } finally {
    await redis.eval(release, 1, key, holder).catch(() => {});
  }
}

/**
 * Holds the lock in a transaction: Postgres ends one whose client vanished (`idle_in_transaction_session_timeout`).
 *
 * @throws what Postgres throws before the work is done.
 */
export async function holdPostgresLock<Result>(
  pool: Pool,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const result = await work();
    isBroken = await client.query('commit').then(
      () => false,
      () => true,
    );
    return result;
  } finally {
    // Closing the connection releases a lock that may be held.
    client.release(isBroken);
  }
}
