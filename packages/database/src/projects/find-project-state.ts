import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Progress, WatchedFile } from './progress.ts';

/** A project with its last processed state and the current head of its branch. */
export interface ProjectState {
  id: number;
  repositoryId: number;
  planPath: string | null;
  manifests: string[] | null;
  revision: number;
  /** Whether all files must be read, regardless of what is stored. */
  isDue: boolean;
  /** The commit that was processed. */
  checkedSha: string | null;
  files: WatchedFile[];
  /** From the newest snapshot; null where there is none. */
  progress: Progress | null;
  /** The head of its branch in the twin; null where there is none. */
  head: string | null;
}

/** @returns null if the project does not exist, or its repository is deleted. */
export async function findProjectState(database: Kysely<Database>, id: number): Promise<ProjectState | null> {
  const { rows } = await sql<ProjectState>`
    select p.id, p.repository_id as "repositoryId", p.plan_path as "planPath", p.manifests, p.revision,
           p.is_due as "isDue", p.checked_sha as "checkedSha", p.files, b.sha as head, s.progress
      from projects as p
      join repositories as r on r.id = p.repository_id and r.deleted_at is null
      left join branches as b
        on b.repository_id = p.repository_id and b.name = coalesce(p.branch, r.default_branch) and b.deleted_at is null
      left join lateral (
        select jsonb_build_object('plan', plan_path, 'sections', sections, 'dependencies', dependencies,
                                  'errors', errors) as progress
          from progress_snapshots where project_id = p.id order by id desc limit 1
      ) as s on true
     where p.id = ${id}
  `.execute(database);
  return rows[0] ?? null;
}
