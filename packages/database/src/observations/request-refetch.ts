import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Adds a refetch reason to objects, by their ids, that differ from GitHub. */
export async function requestRefetch(
  database: Kysely<Database>,
  { table }: Pick<Resource, 'table'>,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  // Any fetch that starts from now on resolves it.
  const noticed = ` ${new Date(Date.now() - 1_000).toISOString()}`;
  await sql`
    update ${sql.table(table)}
       set refetch_reasons = coalesce(refetch_reasons, '{}') || jsonb_build_object('partial', ${noticed}::text)
     where id = any(${[...ids]}::bigint[]) and deleted_at is null
  `.execute(database);
}
