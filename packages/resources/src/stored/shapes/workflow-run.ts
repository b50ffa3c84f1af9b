import { defineShape } from '../shape.ts';
import { account } from './account.ts';
import { pullRequestReference } from './pull-request-reference.ts';
import { ownRepository } from './repository.ts';

export const workflowRun = defineShape({
  derived: {
    url: '{repo}/actions/runs/{id}',
    html_url: '{web}/actions/runs/{id}',
    jobs_url: '{repo}/actions/runs/{id}/jobs',
    logs_url: '{repo}/actions/runs/{id}/logs',
    check_suite_url: '{repo}/check-suites/{check_suite_id}',
    artifacts_url: '{repo}/actions/runs/{id}/artifacts',
    cancel_url: '{repo}/actions/runs/{id}/cancel',
    rerun_url: '{repo}/actions/runs/{id}/rerun',
    workflow_url: '{repo}/actions/workflows/{workflow_id}',
  },
  embeds: {
    actor: account,
    triggering_actor: account,
    repository: ownRepository,
    head_repository: ownRepository,
    pull_requests: [pullRequestReference],
  },
});
