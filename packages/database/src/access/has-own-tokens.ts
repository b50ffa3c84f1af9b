import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Whether any repository has its own token. */
export async function hasOwnTokens(database: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`select from repository_tokens limit 1`.execute(database);
  return rows.length > 0;
}
