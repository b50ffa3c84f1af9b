import type { WorkflowRun } from '@hubtwin/contract';
import { sql } from 'kysely';
import { type InRepository, inRepository, repositoryRef } from './in-repository.ts';
import { login, observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

interface RunFilters {
  status?: string | undefined;
  conclusion?: string | undefined;
  branch?: string | undefined;
}

export const workflowRuns: List<RowOf<'workflow_runs'> & InRepository, WorkflowRun, RunFilters> = {
  name: 'runs',
  from: inRepository.from('workflow_runs'),
  columns: sql`
    t.id, t.repository_id, r.full_name as repository_full_name, t.workflow_id, t.name, t.display_title,
    t.run_number, t.run_attempt, t.event, t.status, t.conclusion, t.head_branch, t.head_sha, t.actor_login,
    t.html_url, t.created_at, t.run_started_at, t.updated_at, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'desc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: ({ status, conclusion, branch }) => [
    inRepository.alive,
    ...(status === undefined ? [] : [sql`t.status = ${status}`]),
    ...(conclusion === undefined ? [] : [sql`t.conclusion = ${conclusion}`]),
    ...(branch === undefined ? [] : [sql`t.head_branch = ${branch}`]),
  ],
  present: (row) => ({
    id: row.id,
    workflow_id: row.workflow_id,
    name: row.name,
    display_title: row.display_title,
    run_number: row.run_number,
    run_attempt: row.run_attempt,
    event: row.event,
    status: row.status,
    conclusion: row.conclusion,
    head_branch: row.head_branch,
    head_sha: row.head_sha,
    actor: login(row.actor_login),
    html_url: row.html_url,
    created_at: time(row.created_at),
    run_started_at: time(row.run_started_at),
    updated_at: time(row.updated_at),
    repository: repositoryRef(row),
    ...observed(row),
  }),
};
