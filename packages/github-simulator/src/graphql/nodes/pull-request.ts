import type { GraphQLResolveInfo } from 'graphql';
import type { PullRequest, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { commitChecks } from './commit-checks.ts';
import { conversationFields } from './conversation.ts';
import { pullRequestState } from './pull-request-state.ts';

interface ReviewArguments extends PageArguments {
  author?: string | null;
  states?: string[] | null;
}

export function pullRequestNode(scope: Scope, repository: Repository, pull: PullRequest): object {
  const { nodes } = scope;
  const { head } = pull;
  const headCommit = repository.commits.get(head.sha);
  const ref = (of: Repository | null, name: string) => () => {
    const branch = of?.branches.get(name);
    return of && branch ? nodes.ref(of, { prefix: 'refs/heads/', name }, branch.head) : null;
  };
  const fields = conversationFields(scope, repository, pull, 'pull');
  const sum = (of: 'additions' | 'deletions') =>
    pull.commits.reduce((total, commit) => total + commit[of], 0);
  const files = pull.commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
  return {
    __typename: 'PullRequest',
    id: pull.pullRequestNodeId,
    databaseId: pull.pullRequestId,
    fullDatabaseId: `${pull.pullRequestId}`,
    ...fields,
    permalink: fields.url,
    state: pullRequestState(pull),
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    mergedAt: pull.mergedAt,
    mergedBy: () => pull.mergedBy && nodes.account(pull.mergedBy),
    additions: sum('additions'),
    deletions: sum('deletions'),
    changedFiles: new Set(files).size,
    isCrossRepository: head.repository !== repository,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    headRef: ref(head.repository, head.ref),
    headRepository: () => head.repository && nodes.repository(head.repository),
    headRepositoryOwner: () => nodes.account((head.repository ?? head).owner),
    statusCheckRollup: () =>
      headCommit === undefined ? null : commitChecks(scope, repository, headCommit).statusCheckRollup(),
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
    baseRef: ref(repository, pull.base.ref),
    baseRepository: fields.repository,
    reviewRequests(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const requested = [
        ...pull.reviewers.map((account) => ({ id: account.id, node: () => nodes.account(account) })),
        ...pull.reviewTeams.map((team) => ({ id: team.id, node: () => nodes.team(team) })),
      ];
      const rows = requested.map(({ id, node }, key) => ({
        ...{ key, id },
        node: () => ({
          __typename: 'ReviewRequest',
          id: nodeId('RRQ', 0, pull.pullRequestId, `${id}`),
          requestedReviewer: node,
        }),
      }));
      return connection({ args, info, rows });
    },
    reviews(args: ReviewArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['author', 'states']);
      const { author, states } = args;
      const rows = [...repository.reviews.values()]
        .filter(
          (review) =>
            review.pullRequest === pull &&
            (author == null || review.author.login === author) &&
            (states == null || states.includes(review.state.toUpperCase())),
        )
        .map((review) => ({ key: review.id, id: review.id, node: () => nodes.review(repository, review) }));
      return connection({ args, info, rows });
    },
    reviewThreads(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = [...repository.reviewThreads.values()]
        .filter((thread) => thread.pullRequest === pull)
        .map((thread) => ({
          key: thread.id,
          id: thread.id,
          node: () => nodes.reviewThread(repository, thread),
        }));
      return connection({ args, info, rows });
    },
    commits(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = pull.commits.map((commit, index) => ({
        key: index,
        id: commit.sha,
        node: () => ({
          __typename: 'PullRequestCommit',
          id: nodeId('PRC', 0, repository.id, commit.sha),
          commit: () => nodes.commit(repository, commit),
        }),
      }));
      return connection({ args, info, rows });
    },
  };
}
