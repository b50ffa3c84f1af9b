import { type Kysely, sql } from 'kysely';
import { saveCursor } from '../cursors/save-cursor.ts';
import type { Database } from '../schema.ts';
import { historyScope, readLogHistory } from './log-history.ts';

/**
 * Notices that the database was restored from a backup: it is another database, or its cluster has another identity or
 * timeline, than when the log was written last. The log then continues with greater numbers than any before, as those
 * after the backup were given to other entries: whoever read on to one of them can be told so. An upgrade of Postgres
 * looks alike, and harms nobody. What restores the disk itself shows no difference.
 *
 * @returns whether it was restored since the last call.
 */
export async function noticeRestore(database: Kysely<Database>): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('notice-restore'))`.execute(transaction);
    const { rows } = await sql<{ identity: string; after: number; until: number }>`
      select concat_ws('/', (select system_identifier from pg_control_system()),
                            (select timeline_id from pg_control_checkpoint()), d.oid) as identity,
             coalesce((select max(seq) from changes), s.last_value) as after,
             -- Later restores begin further on while fewer than 10,000 entries a second are written.
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
