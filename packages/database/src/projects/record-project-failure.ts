import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Keeps why a project's files could not be read; what is known of them stays. */
export async function recordProjectFailure(
  database: Kysely<Database>,
  projectId: number,
  error: string,
): Promise<void> {
  await sql`
    update projects set error = ${error.slice(0, 2_000)}, attempted_at = now() where id = ${projectId}
  `.execute(database);
}
