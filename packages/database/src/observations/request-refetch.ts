import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Resource } from './observation.ts';

/** Has objects fetched again that GitHub has shown to differ from what is stored, by their ids. */
export async function requestRefetch(
  database: Kysely<Database>,
  { table }: Pick<Resource, 'table'>,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  // A fetch that starts from now on answers it.
  const noticed = ` ${new Date(Date.now() - 1_000).toISOString()}`;
  await sql`
    update ${sql.table(table)}
       set doubts = coalesce(doubts, '{}') || jsonb_build_object('partial', ${noticed}::text)
     where id = any(${[...ids]}::bigint[]) and deleted_at is null
  `.execute(database);
}
