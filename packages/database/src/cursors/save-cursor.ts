import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Saves the cursor of a scope, in the transaction that stores what was read. */
export async function saveCursor(database: Kysely<Database>, scope: string, value: unknown): Promise<void> {
  await sql`
    insert into sync_cursors (scope, value, updated_at)
    values (${scope}, ${JSON.stringify(value)}, clock_timestamp())
    on conflict (scope) do update set value = excluded.value, updated_at = excluded.updated_at
  `.execute(database);
}
