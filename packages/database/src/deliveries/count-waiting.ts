import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';

/** Counting stops here. */
const maxCounted = 100_000;

/** Counts the deliveries that wait to be processed or are being processed, regardless of their age. */
export async function countWaiting(database: Kysely<Database>, within: Visibility): Promise<number> {
  const isVisible = visible(within, sql`t.repository_id`);
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      (select from webhook_deliveries as t where t.status = 'received' and ${isVisible} limit ${maxCounted})
      union all
      (select from webhook_attempts as a join webhook_deliveries as t using (guid)
        where t.status = 'failed' and ${isVisible} limit ${maxCounted})) as waiting
  `.execute(database);
  return rows[0]?.count ?? 0;
}
