import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/** The stored cursors of these scopes, by scope. */
export async function readCursors(
  database: Kysely<Database>,
  scopes: readonly string[],
): Promise<Map<string, unknown>> {
  if (scopes.length === 0) return new Map();
  const rows = await database
    .selectFrom('sync_cursors')
    .select(['scope', 'value'])
    .where('scope', 'in', [...scopes])
    .execute();
  return new Map(rows.map(({ scope, value }) => [scope, value]));
}

/** Moves a cursor; in the transaction that stores what was read up to it, so that the two cannot part. */
export async function writeCursor(
  transaction: Transaction<Database>,
  scope: string,
  value: object,
): Promise<void> {
  await sql`
    insert into sync_cursors (scope, value) values (${scope}, ${JSON.stringify(value)})
    on conflict (scope) do update set value = excluded.value, updated_at = now()
  `.execute(transaction);
}

export async function deleteCursors(database: Kysely<Database>, scopes: readonly string[]): Promise<void> {
  if (scopes.length === 0) return;
  await database
    .deleteFrom('sync_cursors')
    .where('scope', 'in', [...scopes])
    .execute();
}
