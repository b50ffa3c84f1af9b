import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/** Statements queue behind one that waits for a table lock: the maximum of that wait, in milliseconds. */
const lockTimeoutMs = 200;
const attempts = 15;
const pauseMs = 250;

/**
 * Runs work that needs an exclusive table lock: each attempt waits only briefly for its locks, then lets the
 * statements that queued behind it proceed.
 *
 * @throws Postgres's `lock_not_available` (55P03) if the table was locked at every attempt, for about seven seconds.
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
