import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@hubtwin/database';
import { sql } from 'kysely';

/**
 * Commits changes of 100 repositories at an even rate, as a service does: fenced, and announced.
 *
 * @param committedAt receives the time of each commit by `seq`.
 */
export async function writeChanges(
  databaseUrl: string,
  { perSecond, seconds }: { perSecond: number; seconds: number },
  committedAt: Map<number, number>,
): Promise<void> {
  await using connection = createDatabase({ url: databaseUrl, poolMax: 8 });
  const writeOne = async (nth: number) => {
    await connection.database.transaction().execute(async (transaction) => {
      await sql`select changes_fence()`.execute(transaction);
      const { rows } = await sql<{ seq: number }>`
        insert into changes (resource, key, kind, repository_id, fields, source)
        values ('issues', ${`${nth}`}, 'updated', ${(nth % 100) + 1},
                '{"state": {"from": "open", "to": "closed"}, "title": {"from": "one", "to": "another"}}', 'webhook')
        returning seq`.execute(transaction);
      const drawn = rows[0]?.seq ?? 0;
      // The commit follows at once, and is part of the measured time: a client may receive it before this process learns of it.
      committedAt.set(drawn, performance.now());
    });
  };
  const start = performance.now();
  const writes: Promise<void>[] = [];
  for (let nth = 0; nth < perSecond * seconds; ) {
    for (const now = performance.now(); start + (nth * 1_000) / perSecond <= now; nth++)
      writes.push(writeOne(nth));
    await sleep(1);
  }
  await Promise.all(writes);
}
