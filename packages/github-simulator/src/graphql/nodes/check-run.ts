import type { CheckRun, CheckSuite, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';

export function checkRunNode(
  { host, nodes }: Scope,
  repository: Repository,
  suite: CheckSuite,
  run: CheckRun,
): object {
  const path = `/${repository.owner.login}/${repository.name}${run.page}`;
  return {
    __typename: 'CheckRun',
    id: run.nodeId,
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    externalId: run.externalId,
    title: run.title,
    summary: run.summary,
    text: null,
    detailsUrl: host.html + path,
    permalink: host.html + path,
    url: host.html + path,
    resourcePath: path,
    checkSuite: () => nodes.checkSuite(repository, suite),
    repository: () => nodes.repository(repository),
  };
}
