import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Records why a project's files could not be read; the stored state does not change.
 *
 * @param failure `isInaccessible`: no credential can access the repository.
 */
export async function recordProjectFailure(
  database: Kysely<Database>,
  projectId: number,
  { error, isInaccessible }: { error: string; isInaccessible: boolean },
): Promise<void> {
  await sql`
    update projects set error = ${error.slice(0, 2_000)}, is_inaccessible = ${isInaccessible}, attempted_at = now() where id = ${projectId}
  `.execute(database);
}
