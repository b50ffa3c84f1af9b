import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Records why a project's files could not be read; the stored state does not change. */
export async function recordProjectFailure(
  database: Kysely<Database>,
  projectId: number,
  error: string,
): Promise<void> {
  await sql`
    update projects set error = ${error.slice(0, 2_000)}, attempted_at = now() where id = ${projectId}
  `.execute(database);
}
