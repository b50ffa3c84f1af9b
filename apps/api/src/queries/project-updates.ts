import type { ProjectUpdate } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import type { List } from './select-page.ts';

type UpdateRow = Selectable<Database['project_updates']> & { message: string | null; author: string | null };

export const projectUpdates: List<UpdateRow, ProjectUpdate, { projectId: number }> = {
  name: 'project_updates',
  from: sql`
    project_updates as t
    join projects as p on p.id = t.project_id
    left join commits as c on c.repository_id = p.repository_id and c.sha = t.commit_sha`,
  columns: sql`
    t.id, t.project_id, t.commit_sha, t.previous_sha, t.files, t.changes, t.created_at, c.message,
    coalesce(c.author_login, c.author_name) as author`,
  repository: null,
  direction: 'desc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: ({ projectId }) => [sql`t.project_id = ${projectId}`],
  present: (row) => ({
    id: row.id,
    project_id: row.project_id,
    commit: { sha: row.commit_sha, message: row.message, author: row.author },
    previous_sha: row.previous_sha,
    files: row.files,
    changes: row.changes,
    created_at: row.created_at.toISOString(),
  }),
};
