import type { CheckRun, CheckSuite, Host, Repository } from '../world/model.ts';
import { checkSuiteShape } from './check-suite.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

/** A check run with its whole suite, as events show it. */
export function checkRunShape(host: Host, repository: Repository, suite: CheckSuite, run: CheckRun) {
  const url = `${repositoryUrl(host, repository)}/check-runs/${run.id}`;
  const page = repositoryPage(host, repository) + run.page;
  const { app, pull_requests, ...rest } = checkSuiteShape(host, repository, suite);
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: suite.headCommit.sha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { ...rest, app, pull_requests },
    app,
    pull_requests,
  };
}
