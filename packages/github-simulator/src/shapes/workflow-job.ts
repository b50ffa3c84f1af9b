import type { WorkflowJob as JobPayload, WorkflowStep } from '@octokit/webhooks-types';
import type { Host, Repository, WorkflowJob, WorkflowRun } from '../world/model.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

export function workflowJobShape(
  host: Host,
  repository: Repository,
  run: WorkflowRun,
  job: WorkflowJob,
): JobPayload {
  const repositoryAddress = repositoryUrl(host, repository);
  const runUrl = `${repositoryAddress}/actions/runs/${run.id}`;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow.name,
    head_branch: run.headBranch,
    run_url: runUrl,
    run_attempt: run.attempt,
    node_id: job.nodeId,
    head_sha: run.headCommit.sha,
    url: `${repositoryAddress}/actions/jobs/${job.id}`,
    html_url: `${repositoryPage(host, repository)}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.definition.name,
    steps: stepsOf(job),
    check_run_url: `${repositoryAddress}/check-runs/${job.id}`,
    labels: [...job.definition.runsOn],
    runner_id: job.runner?.id ?? null,
    runner_name: job.runner?.name ?? null,
    runner_group_id: job.runner?.group.id ?? null,
    runner_group_name: job.runner?.group.name ?? null,
  };
}

/** A failed job fails in its last own step, after which GitHub still completes it. */
function stepsOf({ definition, status, conclusion, startedAt, completedAt }: WorkflowJob): WorkflowStep[] {
  if (status === 'queued') return [];
  if (completedAt === null || conclusion === null) {
    return [
      {
        name: 'Set up job',
        status: 'in_progress',
        conclusion: null,
        number: 1,
        started_at: startedAt,
        completed_at: null,
      },
    ];
  }
  const names = ['Set up job', ...definition.steps, 'Complete job'];
  return names.map((name, index) => ({
    name,
    status: 'completed',
    conclusion: index === definition.steps.length ? conclusion : 'success',
    number: index + 1,
    started_at: startedAt,
    completed_at: completedAt,
  }));
}
