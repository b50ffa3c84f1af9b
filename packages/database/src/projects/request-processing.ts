import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Requests that all files of a project are read again, regardless of what is stored. */
export async function requestProcessing(database: Kysely<Database>, id: number): Promise<void> {
  await sql`
    update projects set is_due = true, error = null, revision = revision + 1 where id = ${id}
  `.execute(database);
}
