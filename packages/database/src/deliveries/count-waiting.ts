import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';

/** More are not counted: it is known by then that they are many. */
const maxCounted = 100_000;

/** Counts the deliveries that wait to be processed, or are being processed, however long ago they were received. */
export async function countWaiting(database: Kysely<Database>, within: Visibility): Promise<number> {
  const of = (status: string) => sql`
    (select from webhook_deliveries as t
      where t.status = ${sql.lit(status)} and ${visible(within, sql`t.repository_id`)} limit ${maxCounted})`;
  const { rows } = await sql<{ count: number }>`
    select count(*) from (${of('received')} union all ${of('processing')}) as waiting
  `.execute(database);
  return rows[0]?.count ?? 0;
}
