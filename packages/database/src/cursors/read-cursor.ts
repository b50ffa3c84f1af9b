import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Reads the cursor of a scope; the caller validates its value. */
export async function readCursor(
  database: Kysely<Database>,
  scope: string,
): Promise<{ value: unknown; updatedAt: Date } | null> {
  const row = await database
    .selectFrom('sync_cursors')
    .select(['value', 'updated_at'])
    .where('scope', '=', scope)
    .executeTakeFirst();
  return row === undefined ? null : { value: row.value, updatedAt: row.updated_at };
}
