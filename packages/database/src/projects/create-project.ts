import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** User settings of a project; null: the default. */
export interface ProjectSettings {
  name: string;
  branch: string | null;
  planPath: string | null;
  manifests: readonly string[] | null;
}

/** @returns its id; null if the repository already has a project of that name, case-insensitive. */
export async function createProject(
  database: Kysely<Database>,
  repositoryId: number,
  { name, branch, planPath, manifests }: ProjectSettings,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into projects (repository_id, name, branch, plan_path, manifests)
    values (${repositoryId}, ${name}, ${branch}, ${planPath}, ${manifests}::text[])
    on conflict (repository_id, lower(name)) do nothing
    returning id
  `.execute(database);
  return rows[0]?.id ?? null;
}
