import type { Project } from '@hubtwin/contract';
import type { WatchedFile } from '@hubtwin/database';
import { sql } from 'kysely';
import { time } from './present.ts';
import type { List } from './select-page.ts';

interface ProjectRow {
  id: number;
  repository_id: number;
  repository_full_name: string | null;
  name: string;
  branch: string | null;
  plan_path: string | null;
  manifests: string[] | null;
  files: WatchedFile[];
  tasks: Project['tasks'];
  checked_sha: string | null;
  is_pending: boolean;
  branch_name: string | null;
  is_branch_missing: boolean;
  error: string | null;
  processed_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** The projects of repositories that are not deleted. */
export const projects: List<ProjectRow, Project, object> = {
  name: 'projects',
  from: sql`
    projects as t
    join repositories as r on r.id = t.repository_id and r.deleted_at is null and r.untracked_at is null
    left join branches as b
      on b.repository_id = t.repository_id and b.name = coalesce(t.branch, r.default_branch) and b.deleted_at is null`,
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.name, t.branch, t.plan_path, t.manifests, t.files,
    (select jsonb_build_object('done', s.tasks_done, 'total', s.tasks_total)
       from progress_snapshots as s where s.project_id = t.id order by s.id desc limit 1) as tasks,
    t.checked_sha, t.is_due or t.checked_sha is distinct from coalesce(b.sha, t.checked_sha) as is_pending,
    coalesce(t.branch, r.default_branch) as branch_name,
    b.sha is null and exists (
      select from branches as known where known.repository_id = t.repository_id and known.deleted_at is null)
      as is_branch_missing,
    t.error, t.processed_at, t.created_at, t.updated_at`,
  repository: sql`t.repository_id`,
  direction: 'asc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: () => [sql`true`],
  present: (row) => ({
    id: row.id,
    name: row.name,
    repository: { id: row.repository_id, full_name: row.repository_full_name },
    branch: row.branch,
    plan_path: row.plan_path,
    manifests: row.manifests,
    files: row.files.map(({ path, role, sha, size, error }) => ({ path, role, sha, size, error })),
    tasks: row.tasks,
    commit_sha: row.checked_sha,
    status: statusOf(row),
    error: row.error ?? missingBranch(row) ?? unreadableFiles(row),
    processed_at: time(row.processed_at),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }),
};

/** Before its branches are known, the branch of a repository is not missing. */
const missingBranch = ({ is_branch_missing, branch_name }: ProjectRow): string | null =>
  is_branch_missing ? `the branch ${branch_name ?? 'of the project'} does not exist` : null;

const unreadableFiles = ({ files }: ProjectRow): string | null =>
  files.flatMap(({ path, error }) => (error === null ? [] : [`${path}: ${error}`])).join('; ') || null;

function statusOf(row: ProjectRow): Project['status'] {
  if (row.error !== null || row.is_branch_missing) return 'failed';
  return row.is_pending ? 'pending' : 'current';
}
