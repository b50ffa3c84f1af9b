import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Reads the stored cursors of these scopes, by scope. */
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

export async function deleteCursors(database: Kysely<Database>, scopes: readonly string[]): Promise<void> {
  if (scopes.length === 0) return;
  await database
    .deleteFrom('sync_cursors')
    .where('scope', 'in', [...scopes])
    .execute();
}
