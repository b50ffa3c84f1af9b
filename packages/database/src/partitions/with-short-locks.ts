import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/** Whoever comes after somebody who waits for a table waits too: so long at most, in milliseconds. */
const lockTimeoutMs = 200;
const attempts = 15;
const pauseMs = 250;

/**
 * Does something that needs a table for itself: each attempt waits only a moment for its locks, and then lets
 * those by who queued up behind it.
 *
 * @throws Postgres's `lock_not_available` (55P03) when somebody held the table at every attempt, for about
 *   seven seconds.
 */
export async function withShortLocks<T>(
  database: Kysely<Database>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = ${sql.lit(lockTimeoutMs)}`.execute(transaction);
        return await work(transaction);
      });
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === '55P03';
      if (!isTaken || attempt === attempts) throw error;
      await sleep(pauseMs);
    }
  }
}
