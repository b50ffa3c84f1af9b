import { historyOf } from '../../world/commit-history.ts';
import type { Commit } from '../../world/model.ts';
import { noContent, ok, RestError } from '../answer.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import {
  codeFrequency,
  commitActivity,
  contributorActivity,
  participation,
  punchCard,
} from '../statistics.ts';

/** GitHub counts lines of smaller repositories only. */
const maxCommits = 10_000;

type Compute = (commits: readonly Commit[], call: RepositoryCall, now: number) => unknown;

const kinds: Readonly<Record<string, Compute>> = {
  commit_activity: (commits, _, now) => commitActivity(commits, now),
  contributors: (commits, { context }, now) => contributorActivity(context.world.host, commits, now),
  participation: (commits, { repository }, now) => participation(commits, now, repository.owner),
  punch_card: (commits) => punchCard(commits),
  code_frequency(commits, _, now) {
    if (commits.length < maxCommits) return codeFrequency(commits, now);
    throw new RestError(422, 'The repository has too many commits for its code frequency to be counted.');
  },
};

/** Statistics of the default branch; 202 until they are computed. */
export const statistics = repositoryRoutes(
  Object.entries(kinds).map(([kind, compute]) => ({
    method: 'GET',
    path: `/stats/${kind}`,
    permission: ['metadata', 'read'],
    handle(call) {
      const { context, repository } = call;
      const branch = repository.branches.get(repository.defaultBranch);
      if (branch === undefined) return noContent();
      if (!context.statistics.has(kind, repository)) return { status: 202, body: {} };
      return ok(compute(historyOf(repository, branch.head), call, Math.floor(context.now() / 1_000)));
    },
  })),
);
