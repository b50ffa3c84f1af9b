import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** @returns the given repositories whose last sync failed, or has lists that failed. */
export async function findLastFailed(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from repositories where id = any(${[...repositoryIds]}::bigint[]) and last_sync_error is not null
  `.execute(database);
  return new Set(rows.map(({ id }) => id));
}
