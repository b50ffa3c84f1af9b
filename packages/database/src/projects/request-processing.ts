import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Has all files of a project read again, whatever is known of them. */
export async function requestProcessing(database: Kysely<Database>, id: number): Promise<void> {
  await sql`
    update projects set is_due = true, error = null, revision = revision + 1 where id = ${id}
  `.execute(database);
}
