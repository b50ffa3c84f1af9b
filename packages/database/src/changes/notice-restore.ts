import { type Kysely, sql } from 'kysely';
import { saveCursor } from '../cursors/save-cursor.ts';
import type { Database } from '../schema.ts';
import { historyScope, readLogHistory } from './log-history.ts';

/**
 * Detects that the database was restored from a backup: the database, its sequence of the log (which pg_restore
 * creates again), or the identity or timeline of its cluster differs from the last write of the log. The log then continues with numbers greater than any before, because the
 * numbers after the backup have been used for other entries; so a reader whose cursor is one of them gets an error.
 * An upgrade of Postgres looks the same and causes no harm. A restore of the disk itself is not detected.
 *
 * @returns whether the database was restored since the last call.
 */
export async function noticeRestore(database: Kysely<Database>): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('notice-restore'))`.execute(transaction);
    const { rows } = await sql<{ identity: string; after: number; until: number }>`
      select concat_ws('/', (select system_identifier from pg_control_system()),
                            (select timeline_id from pg_control_checkpoint()), d.oid,
                            'changes_seq_seq'::regclass::oid) as identity,
             coalesce((select max(seq) from changes), s.last_value) as after,
             -- A later restore gets greater numbers as long as fewer than 10,000 entries a second are written.
             greatest(s.last_value + 1, trunc(extract(epoch from clock_timestamp()) * 10000))::bigint as until
        from pg_database as d, changes_seq_seq as s
       where d.datname = current_database()
    `.execute(transaction);
    const [found] = rows;
    if (found === undefined) throw new Error('no row of pg_database');
    const { identity, after, until } = found;
    const known = await readLogHistory(transaction);
    if (known?.identity === identity) return false;
    const isRestored = known !== null;
    const lost = isRestored ? [...known.lost, { after, until }] : [];
    await saveCursor(transaction, historyScope, { identity, lost });
    if (isRestored) await sql`select setval('changes_seq_seq', ${until})`.execute(transaction);
    return isRestored;
  });
}
