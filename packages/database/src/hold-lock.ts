import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Does what only one process at a time may do. The lock goes with the connection, so nobody waits for a
 * process that died; while it works, one connection of the pool is kept for it.
 *
 * @param name of the lock, in this database.
 * @param work is handed the connection that holds the lock.
 * @returns null where another process does it just now.
 */
export async function holdLock<T>(
  database: Kysely<Database>,
  name: string,
  work: (connection: Kysely<Database>) => Promise<T>,
): Promise<{ result: T } | null> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_lock(hashtext('hold-lock'), hashtext(${name})) as held
    `.execute(connection);
    if (rows[0]?.held !== true) return null;
    try {
      return { result: await work(connection) };
    } finally {
      await sql`select pg_advisory_unlock(hashtext('hold-lock'), hashtext(${name}))`.execute(connection);
    }
  });
}
