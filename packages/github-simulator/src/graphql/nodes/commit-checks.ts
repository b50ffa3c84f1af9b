import type { GraphQLResolveInfo } from 'graphql';
import { latestRuns, suitesOfCommit } from '../../world/check-suites.ts';
import { latestStatuses } from '../../world/latest-statuses.ts';
import type { CheckRun, Commit, CommitStatus, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';

/** What a commit shows of its checks: its suites, its statuses, and the state that GitHub combines of both. */
export function commitChecks({ nodes }: Scope, repository: Repository, commit: Commit) {
  const statusNode = (status: CommitStatus) => ({
    __typename: 'StatusContext',
    id: status.nodeId,
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt,
    creator: () => nodes.account(status.creator),
    commit: () => nodes.commit(repository, commit),
  });
  return {
    checkSuites(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = suitesOfCommit(repository, commit).map((suite) => ({
        key: suite.id,
        id: suite.id,
        node: () => nodes.checkSuite(repository, suite),
      }));
      return connection({ args, info, rows });
    },
    status() {
      const statuses = latestStatuses(repository, commit);
      if (statuses.length === 0) return null;
      return {
        __typename: 'Status',
        id: nodeId('S', 0, repository.id, commit.sha),
        state: combined([], statuses),
        contexts: statuses.map(statusNode),
        commit: () => nodes.commit(repository, commit),
      };
    },
    statusCheckRollup() {
      const statuses = latestStatuses(repository, commit);
      const runs = suitesOfCommit(repository, commit).flatMap((suite) =>
        latestRuns(suite).map((run) => ({ suite, run })),
      );
      if (statuses.length + runs.length === 0) return null;
      return {
        __typename: 'StatusCheckRollup',
        id: nodeId('SCR', 0, repository.id, commit.sha),
        state: combined(
          runs.map(({ run }) => run),
          statuses,
        ),
        commit: () => nodes.commit(repository, commit),
        contexts(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
          checkArguments(args, info, []);
          const rows = [
            ...runs.map(({ suite, run }) => ({
              key: 0,
              id: run.id,
              node: () => nodes.checkRun(repository, suite, run),
            })),
            ...statuses.map((status) => ({ key: 1, id: status.id, node: () => statusNode(status) })),
          ];
          return connection({ args, info, rows });
        },
      };
    },
  };
}

/** The conclusions that GitHub counts as success; every other one is a failure. */
const successes = ['success', 'neutral', 'skipped'];

/** GitHub's state of a commit. */
function combined(runs: readonly CheckRun[], statuses: readonly CommitStatus[]): string {
  const states = [
    ...runs.map(({ conclusion }) =>
      conclusion === null ? 'pending' : successes.includes(conclusion) ? 'success' : 'failure',
    ),
    ...statuses.map(({ state }) => state),
  ];
  const worst = ['failure', 'error', 'pending'].find((state) => states.some((each) => each === state));
  return (worst ?? 'success').toUpperCase();
}
