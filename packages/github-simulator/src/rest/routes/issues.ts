import { findConversation } from '../../world/lookup.ts';
import type { Issue, PullRequest, Repository } from '../../world/model.ts';
import { ok, validationFailed } from '../answer.ts';
import { conversationOf } from '../conversation-of.ts';
import { numbersInOrder } from '../numbers-in-order.ts';
import { pageOf } from '../page.ts';
import { readTime } from '../read-time.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restIssueShape } from '../shapes/issue.ts';

type Conversation = Issue | PullRequest;

/** Issues, and the issue part of pull requests, which GitHub lists with them. */
export const issues = repositoryRoutes([
  {
    method: 'GET',
    path: '/issues',
    permission: ['issues', 'read'],
    handle({ context, repository, address, query }) {
      const numbers = context.keptLists.of(repository, 'issues', query, () =>
        listedNumbers(repository, query),
      );
      const list = { base: address, query, cursorsFrom: context.issueCursorsFrom };
      return pageOf(numbers, list, (number) =>
        restIssueShape(context.world.host, repository, findConversation(repository, number)),
      );
    },
  },
  {
    method: 'GET',
    path: '/issues/:number',
    permission: ['issues', 'read'],
    handle: (call) => ok(restIssueShape(call.context.world.host, call.repository, conversationOf(call))),
  },
]);

const seconds = (time: string) => Date.parse(time) / 1_000;

const ranks: Readonly<Record<string, (issue: Conversation) => number>> = {
  created: ({ createdAt }) => seconds(createdAt),
  updated: ({ updatedAt }) => seconds(updatedAt),
  comments: ({ comments }) => comments,
};

/** Filtered and sorted as on GitHub; default: open ones, newest first. */
function listedNumbers(repository: Repository, query: URLSearchParams): number[] {
  const state = query.get('state') ?? 'open';
  if (!['open', 'closed', 'all'].includes(state)) {
    throw validationFailed({ resource: 'Issue', field: 'state', code: 'invalid' });
  }
  const since = readTime(query.get('since'));
  const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
  const creator = query.get('creator');
  const assignee = query.get('assignee');
  const isListed = (issue: Conversation) =>
    (state === 'all' || issue.state === state) &&
    (since === null || issue.updatedAt >= since) &&
    labels.every((label) => issue.labels.some(({ name }) => name === label)) &&
    (creator === null || issue.author.login === creator) &&
    (assignee === null || issue.assignees.some(({ login }) => login === assignee));
  return numbersInOrder(
    [
      ...(repository.features.issues ? repository.issues.values() : []),
      ...repository.pullRequests.values(),
    ].filter(isListed),
    ranks[query.get('sort') ?? 'created'] ?? (({ createdAt }) => seconds(createdAt)),
    query.get('direction') === 'asc' ? 'asc' : 'desc',
  );
}
