import type { WorkflowRun as RunPayload, Workflow as WorkflowPayload } from '@octokit/webhooks-types';
import type { Host, Repository, Workflow, WorkflowRun } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { userShape } from './account.ts';
import { simpleCommitShape } from './commit.ts';
import { pullRequestRef } from './pull-request-ref.ts';
import { repositoryLiteShape, repositoryPage, repositoryUrl } from './repository-lite.ts';

export function workflowShape(host: Host, repository: Repository, workflow: Workflow): WorkflowPayload {
  const page = repositoryPage(host, repository);
  return {
    id: workflow.id,
    node_id: workflow.nodeId,
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: workflow.createdAt,
    updated_at: workflow.updatedAt,
    url: `${repositoryUrl(host, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

export function workflowRunShape(host: Host, repository: Repository, run: WorkflowRun): RunPayload {
  const repositoryAddress = repositoryUrl(host, repository);
  const url = `${repositoryAddress}/actions/runs/${run.id}`;
  const lite = repositoryLiteShape(host, repository);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: run.nodeId,
    head_branch: run.headBranch,
    head_sha: run.headCommit.sha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.checkSuiteId,
    check_suite_node_id: nodeId('CS', 0, repository.id, run.checkSuiteId),
    url,
    html_url: `${repositoryPage(host, repository)}/actions/runs/${run.id}`,
    // GitHub omits those from forks.
    pull_requests:
      run.pullRequest?.head.repository === repository
        ? [pullRequestRef(host, repository, run.pullRequest)]
        : [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: userShape(host, run.actor),
    run_attempt: run.attempt,
    referenced_workflows: [],
    run_started_at: run.startedAt,
    triggering_actor: userShape(host, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryAddress}/check-suites/${run.checkSuiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${repositoryAddress}/actions/workflows/${run.workflow.id}`,
    head_commit: simpleCommitShape(run.headCommit),
    repository: lite,
    head_repository: repositoryLiteShape(host, run.pullRequest?.head.repository ?? repository),
  };
}
