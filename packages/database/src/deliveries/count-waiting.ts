import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';

/** Counting stops here. */
const maxCounted = 100_000;

/** Counts the deliveries that wait to be processed or are being processed, regardless of their age. */
export async function countWaiting(database: Kysely<Database>, within: Visibility): Promise<number> {
  const of = (status: string) => sql`
    (select from webhook_deliveries as t
      where t.status = ${sql.lit(status)} and ${visible(within, sql`t.repository_id`)} limit ${maxCounted})`;
  const { rows } = await sql<{ count: number }>`
    select count(*) from (${of('received')} union all ${of('processing')}) as waiting
  `.execute(database);
  return rows[0]?.count ?? 0;
}
