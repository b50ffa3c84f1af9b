import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const idleMs = 12_000;
const beatMs = 3_000;

/**
 * Runs work that only one process at a time may do. The lock belongs to the connection: it is released when the
 * process ends, and 12 seconds after its host lost its network, because Postgres ends a session that is idle for so
 * long; a live holder sends queries more often. Occupies one connection of the pool while the work runs.
 *
 * @param name of the lock, in this database.
 * @param work receives the connection that holds the lock.
 * @returns null if another process holds the lock.
 */
export async function holdLock<T>(
  database: Kysely<Database>,
  name: string,
  work: (connection: Kysely<Database>) => Promise<T>,
): Promise<{ result: T } | null> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`
      select held, set_config('idle_session_timeout', case when held then ${`${idleMs}`} else '0' end, false)
        from (select pg_try_advisory_lock(hashtext('hold-lock'), hashtext(${name})) as held offset 0) as tried
    `.execute(connection);
    if (rows[0]?.held !== true) return null;
    // A lost connection makes the statements of the work fail, and the release.
    const beat = setInterval(() => void sql`select`.execute(connection).catch(() => {}), beatMs);
    try {
      return { result: await work(connection) };
    } finally {
      clearInterval(beat);
      await sql`
        select pg_advisory_unlock(hashtext('hold-lock'), hashtext(${name})), set_config('idle_session_timeout', '0', false)
      `.execute(connection);
    }
  });
}
