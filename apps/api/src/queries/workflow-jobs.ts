import type { WorkflowJob } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

export const workflowJobs: List<RowOf<'workflow_jobs'> & InRepository, WorkflowJob, { runId: number }> = {
  name: 'jobs',
  from: inRepository.from('workflow_jobs'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.run_id, t.run_attempt, t.name,
    t.workflow_name, t.status, t.conclusion, t.head_branch, t.head_sha, t.runner_id, t.runner_name,
    t.runner_group_name, t.labels, t.html_url, t.created_at, t.started_at, t.completed_at, t.synced_at,
    t.source`,
  repository: inRepository.repository,
  direction: 'asc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: ({ runId }) => [inRepository.alive, sql`t.run_id = ${runId}`],
  present: (row) => ({
    id: row.id,
    run_id: row.run_id,
    run_attempt: row.run_attempt,
    name: row.name,
    workflow_name: row.workflow_name,
    status: row.status,
    conclusion: row.conclusion,
    head_branch: row.head_branch,
    head_sha: row.head_sha,
    runner_id: row.runner_id,
    runner_name: row.runner_name,
    runner_group_name: row.runner_group_name,
    labels: row.labels ?? [],
    html_url: row.html_url,
    created_at: time(row.created_at),
    started_at: time(row.started_at),
    completed_at: time(row.completed_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
