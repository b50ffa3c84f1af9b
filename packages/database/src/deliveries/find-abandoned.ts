import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isAbandoned } from './is-abandoned.ts';

/** Which of these were claimed by a worker that ended before they did; the oldest first. Nothing is claimed. */
export async function findAbandoned(database: Kysely<Database>, guids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ guid: string }>`
    select guid from webhook_deliveries
     where guid = any(${guids}::uuid[]) and ${isAbandoned}
     order by received_at, guid
  `.execute(database);
  return rows.map(({ guid }) => guid);
}
