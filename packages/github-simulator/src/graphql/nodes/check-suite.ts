import type { GraphQLResolveInfo } from 'graphql';
import { latestRuns } from '../../world/check-suites.ts';
import type { CheckSuite, Repository } from '../../world/model.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

interface RunArguments extends PageArguments {
  filterBy?: { checkType?: 'ALL' | 'LATEST' | null } | null;
}

export function checkSuiteNode({ host, nodes }: Scope, repository: Repository, suite: CheckSuite): object {
  const { app, workflowRun } = suite;
  const times = { createdAt: suite.createdAt, updatedAt: suite.updatedAt };
  return {
    __typename: 'CheckSuite',
    id: suite.nodeId,
    databaseId: suite.id,
    status: suite.status.toUpperCase(),
    conclusion: suite.conclusion?.toUpperCase() ?? null,
    ...times,
    ...links(
      host,
      `/${repository.owner.login}/${repository.name}/commit/${suite.headCommit.sha}/checks?check_suite_id=${suite.id}`,
    ),
    app: { __typename: 'App', databaseId: app.id, slug: app.slug, name: app.name },
    commit: () => nodes.commit(repository, suite.headCommit),
    repository: () => nodes.repository(repository),
    workflowRun: workflowRun && {
      __typename: 'WorkflowRun',
      id: workflowRun.nodeId,
      databaseId: workflowRun.id,
      runNumber: workflowRun.number,
      event: workflowRun.event,
      ...times,
    },
    checkRuns(args: RunArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['filterBy']);
      const runs = args.filterBy?.checkType === 'LATEST' ? latestRuns(suite) : suite.runs;
      const rows = runs.map((run) => ({
        key: run.id,
        id: run.id,
        node: () => nodes.checkRun(repository, suite, run),
      }));
      return connection({ args, info, rows });
    },
  };
}
