import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { WatchedFile } from './progress.ts';

/** The part of a project that a push is compared with. */
export interface WatchingProject {
  id: number;
  repositoryId: number;
  /** The branch that it watches; null where the default branch is unknown. */
  branch: string | null;
  planPath: string | null;
  manifests: string[] | null;
  checkedSha: string | null;
  files: WatchedFile[];
}

/** Finds the projects that watch any of these repositories. */
export async function findWatchingProjects(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<WatchingProject[]> {
  if (repositoryIds.length === 0) return [];
  const { rows } = await sql<WatchingProject>`
    select p.id, p.repository_id as "repositoryId", coalesce(p.branch, r.default_branch) as branch,
           p.plan_path as "planPath", p.manifests, p.checked_sha as "checkedSha", p.files
      from projects as p join repositories as r on r.id = p.repository_id
     where p.repository_id = any (${[...repositoryIds]}::bigint[])
  `.execute(database);
  return rows;
}
