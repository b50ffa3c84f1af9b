import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isAbandoned } from './is-abandoned.ts';

/** Finds which of these were claimed by a worker that died: fewest attempts first, then oldest. Claims nothing. */
export async function findAbandoned(
  database: Kysely<Database>,
  guids: readonly string[],
): Promise<{ guid: string; attempts: number }[]> {
  const { rows } = await sql<{ guid: string; attempts: number }>`
    select a.guid, a.attempts
      from webhook_attempts as a join webhook_deliveries as d using (guid)
     where a.guid = any(${guids}::uuid[]) and ${isAbandoned}
     order by a.attempts, d.received_at, a.guid
  `.execute(database);
  return rows;
}
