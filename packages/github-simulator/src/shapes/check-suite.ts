import { latestRuns } from '../world/check-suites.ts';
import type { CheckSuite, Host, Repository } from '../world/model.ts';
import { checkAppShape } from './check-app.ts';
import { simpleCommitShape } from './commit.ts';
import { pullRequestRef } from './pull-request-ref.ts';
import { repositoryUrl } from './repository-lite.ts';

/** A check suite as every event shows it. */
export function checkSuiteShape(host: Host, repository: Repository, suite: CheckSuite) {
  const pullRequest = suite.workflowRun?.pullRequest;
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headCommit.sha,
    status: suite.status,
    conclusion: suite.conclusion,
    url: `${repositoryUrl(host, repository)}/check-suites/${suite.id}`,
    before: suite.headCommit.parents[0] ?? null,
    after: suite.headCommit.sha,
    // GitHub omits those from forks.
    pull_requests:
      pullRequest?.head.repository === repository ? [pullRequestRef(host, repository, pullRequest)] : [],
    app: checkAppShape(host, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
  };
}

/** With the keys that events of check runs do not contain. */
export function fullCheckSuiteShape(host: Host, repository: Repository, suite: CheckSuite) {
  const shape = checkSuiteShape(host, repository, suite);
  return {
    ...shape,
    latest_check_runs_count: latestRuns(suite).length,
    check_runs_url: `${shape.url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
    head_commit: simpleCommitShape(suite.headCommit),
  };
}
