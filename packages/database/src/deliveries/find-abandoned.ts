import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isAbandoned } from './is-abandoned.ts';

/** Finds which of these were claimed by a worker that died: fewest attempts first, then oldest. Claims nothing. */
export async function findAbandoned(
  database: Kysely<Database>,
  guids: readonly string[],
): Promise<{ guid: string; attempts: number }[]> {
  const { rows } = await sql<{ guid: string; attempts: number }>`
    select guid, attempts from webhook_deliveries
     where guid = any(${guids}::uuid[]) and ${isAbandoned}
     order by attempts, received_at, guid
  `.execute(database);
  return rows;
}
