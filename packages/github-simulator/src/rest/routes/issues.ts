import type { Issue, PullRequest, Repository } from '../../world/model.ts';
import { ok, validationFailed } from '../answer.ts';
import { conversationOf } from '../conversation-of.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restIssueShape } from '../shapes/issue.ts';

type Conversation = Issue | PullRequest;

/** Issues, and the issues' side of pull requests, which GitHub lists with them. */
export const issues = repositoryRoutes([
  {
    method: 'GET',
    path: '/issues',
    permission: ['issues', 'read'],
    handle: ({ context, repository, address, query }) =>
      pageOf(listed(repository, query), { base: address, query }, (issue) =>
        restIssueShape(context.world.host, repository, issue),
      ),
  },
  {
    method: 'GET',
    path: '/issues/:number',
    permission: ['issues', 'read'],
    handle: (call) => ok(restIssueShape(call.context.world.host, call.repository, conversationOf(call))),
  },
]);

const orders: Readonly<Record<string, (issue: Conversation) => string | number>> = {
  created: ({ createdAt, number }) => `${createdAt} ${`${number}`.padStart(9, '0')}`,
  updated: ({ updatedAt, number }) => `${updatedAt} ${`${number}`.padStart(9, '0')}`,
  comments: ({ comments }) => comments,
};

/** Filtered and sorted as GitHub does: open ones, newest first, unless asked otherwise. */
function listed(repository: Repository, query: URLSearchParams): Conversation[] {
  const state = query.get('state') ?? 'open';
  if (!['open', 'closed', 'all'].includes(state)) {
    throw validationFailed({ resource: 'Issue', field: 'state', code: 'invalid' });
  }
  const since = Date.parse(query.get('since') ?? '');
  const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
  const creator = query.get('creator');
  const assignee = query.get('assignee');
  const orderBy = orders[query.get('sort') ?? 'created'] ?? orders.created ?? String;
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return [...repository.issues.values(), ...repository.pullRequests.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ updatedAt }) => Number.isNaN(since) || Date.parse(updatedAt) >= since)
    .filter((issue) => labels.every((label) => issue.labels.some(({ name }) => name === label)))
    .filter(({ author }) => creator === null || author.login === creator)
    .filter(({ assignees }) => assignee === null || assignees.some(({ login }) => login === assignee))
    .map((issue) => ({ issue, by: orderBy(issue) }))
    .sort((one, other) => sign * compare(one.by, other.by))
    .map(({ issue }) => issue);
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
