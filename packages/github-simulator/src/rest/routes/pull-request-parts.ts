import { findCommit } from '../../world/commit-history.ts';
import { noContent, notFound, RestError } from '../answer.ts';
import { changedFiles } from '../changed-files.ts';
import { pageOf } from '../page.ts';
import { pullRequestOf } from '../pull-request-of.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { listedCommitShape } from '../shapes/commit.ts';
import { listedPullRequestShape } from '../shapes/pull-request.ts';

const reads = ['pull_requests', 'read'] as const;
/** GitHub's maximum of either for a pull request. */
const maxCommits = 250;
const maxFiles = 3_000;

/** The commits and files of pull requests, whether they are merged, and which one contains a commit. */
export const pullRequestParts = repositoryRoutes([
  {
    method: 'GET',
    path: '/pulls/:number/commits',
    permission: reads,
    handle(call) {
      const { context, repository, address, query } = call;
      const { commits } = pullRequestOf(call);
      return pageOf(commits.slice(0, maxCommits), { base: address, query }, (commit) =>
        listedCommitShape(context.world.host, repository, commit),
      );
    },
  },
  {
    method: 'GET',
    path: '/pulls/:number/files',
    permission: reads,
    handle(call) {
      const { context, repository, address, query } = call;
      const { commits, head } = pullRequestOf(call);
      const files = changedFiles(context.world.host, repository, commits, head.sha);
      return pageOf(files.slice(0, maxFiles), { base: address, query }, (file) => file);
    },
  },
  {
    method: 'GET',
    path: '/pulls/:number/merge',
    permission: reads,
    handle(call) {
      if (pullRequestOf(call).mergedAt === null) throw notFound();
      return noContent();
    },
  },
  {
    method: 'GET',
    path: '/commits/:ref/pulls',
    permission: reads,
    handle({ context, repository, params, address, query }) {
      const ref = params.ref ?? '';
      const commit = findCommit(repository, ref);
      if (commit === undefined) throw new RestError(422, `No commit found for SHA: ${ref}`);
      const bringing = repository.pullRequests
        .values()
        .filter(({ commits, mergeCommitSha }) => commits.includes(commit) || mergeCommitSha === commit.sha);
      return pageOf([...bringing], { base: address, query }, (pullRequest) =>
        listedPullRequestShape(context.world.host, repository, pullRequest),
      );
    },
  },
]);
