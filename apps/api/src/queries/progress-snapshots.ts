import type { ProgressSnapshot } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import type { List } from './select-page.ts';

type SnapshotRow = Selectable<Database['progress_snapshots']>;

export const progressSnapshots: List<SnapshotRow, ProgressSnapshot, { projectId: number }> = {
  name: 'progress_snapshots',
  from: sql`progress_snapshots as t`,
  columns: sql`
    t.id, t.project_id, t.commit_sha, t.plan_path, t.tasks_done, t.tasks_total, t.sections, t.dependencies, t.errors,
    t.created_at`,
  repository: null,
  direction: 'desc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: ({ projectId }) => [sql`t.project_id = ${projectId}`],
  present: (row) => ({
    id: row.id,
    project_id: row.project_id,
    commit_sha: row.commit_sha,
    plan_path: row.plan_path,
    tasks: { done: row.tasks_done, total: row.tasks_total },
    sections: row.sections,
    dependencies: row.dependencies,
    errors: row.errors,
    created_at: row.created_at.toISOString(),
  }),
};
