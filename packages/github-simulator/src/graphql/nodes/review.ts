import type { GraphQLResolveInfo } from 'graphql';
import type { Repository, Review } from '../../world/model.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';
import { reviewCommentRows } from './review-comment-rows.ts';

export function reviewNode({ host, nodes }: Scope, repository: Repository, review: Review): object {
  const { pullRequest, commitId } = review;
  const path = `/${repository.owner.login}/${repository.name}/pull/${pullRequest.number}`;
  const commit = repository.commits.get(commitId);
  return {
    __typename: 'PullRequestReview',
    id: review.nodeId,
    databaseId: review.id,
    fullDatabaseId: `${review.id}`,
    body: review.body,
    state: review.state.toUpperCase(),
    createdAt: review.submittedAt,
    submittedAt: review.submittedAt,
    publishedAt: review.submittedAt,
    updatedAt: review.updatedAt,
    authorAssociation: review.author.association,
    author: () => nodes.account(review.author),
    commit: () => commit && nodes.commit(repository, commit),
    pullRequest: () => nodes.pullRequest(repository, pullRequest),
    repository: () => nodes.repository(repository),
    ...links(host, `${path}#pullrequestreview-${review.id}`),
    comments(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = reviewCommentRows(nodes, repository, (comment) => comment.review === review);
      return connection({ args, info, rows });
    },
  };
}
