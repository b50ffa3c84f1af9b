import type { Database } from '@hubtwin/database';
import { type Kysely, sql, type Transaction } from 'kysely';

/** Of Postgres: the statement was cancelled, as after its timeout. */
const cancelled = '57014';

/**
 * Runs statements with a timeout for each.
 *
 * @param expired creates the error that replaces Postgres' own.
 */
export async function withinTime<T>(
  database: Kysely<Database>,
  { milliseconds, expired }: { milliseconds: number; expired(cause: unknown): Error },
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  try {
    return await database.transaction().execute(async (transaction) => {
      await sql`select set_config('statement_timeout', ${String(milliseconds)}, true)`.execute(transaction);
      return await work(transaction);
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === cancelled) throw expired(error);
    throw error;
  }
}
