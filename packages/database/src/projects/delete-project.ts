import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Deletes a project with its updates and snapshots. */
export async function deleteProject(database: Kysely<Database>, id: number): Promise<void> {
  await database.deleteFrom('projects').where('id', '=', id).execute();
}
