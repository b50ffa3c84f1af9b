import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { World } from '../../world/create-world.ts';
import { findConversation } from '../../world/lookup.ts';
import type { Issue, PullRequest, Repository } from '../../world/model.ts';
import { notFound, ok, RestError, validationFailed } from '../answer.ts';
import { numbersInOrder } from '../numbers-in-order.ts';
import { pageOf } from '../page.ts';
import { readTime } from '../read-time.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restIssueShape } from '../shapes/issue.ts';

type Conversation = Issue | PullRequest;

/** Issues, and the issues' side of pull requests, which GitHub lists with them. */
export const issues = repositoryRoutes([
  {
    method: 'GET',
    path: '/issues',
    permission: ['issues', 'read'],
    handle({ context, repository, address, query }) {
      const numbers = context.keptLists.of(repository, 'issues', query, () =>
        listedNumbers(repository, query),
      );
      return pageOf(numbers, { base: address, query }, (number) =>
        restIssueShape(context.world.host, repository, findConversation(repository, number)),
      );
    },
  },
  {
    method: 'GET',
    path: '/issues/:number',
    permission: ['issues', 'read'],
    handle({ context, repository, params }) {
      const number = Number(params.number);
      const issue = repository.issues.get(number) ?? repository.pullRequests.get(number);
      if (issue === undefined) throw absent(context.world, repository, number);
      return ok(restIssueShape(context.world.host, repository, issue));
    },
  },
]);

/** 301 to where it went, 410 where it was deleted, 404 where none ever was. */
function absent({ host }: World, repository: Repository, number: number): RestError {
  const moved = repository.movedIssues.get(number);
  if (moved !== undefined) {
    const url = `${repositoryUrl(host, moved.repository)}/issues/${moved.number}`;
    return new RestError(301, 'Moved Permanently', { body: { url }, headers: { location: url } });
  }
  return repository.deletedIssues.has(number) ? new RestError(410, 'This issue was deleted') : notFound();
}

const seconds = (time: string) => Date.parse(time) / 1_000;

const ranks: Readonly<Record<string, (issue: Conversation) => number>> = {
  created: ({ createdAt }) => seconds(createdAt),
  updated: ({ updatedAt }) => seconds(updatedAt),
  comments: ({ comments }) => comments,
};

/** Filtered and sorted as GitHub does: open ones, newest first, unless asked otherwise. */
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
    [...repository.issues.values(), ...repository.pullRequests.values()].filter(isListed),
    ranks[query.get('sort') ?? 'created'] ?? (({ createdAt }) => seconds(createdAt)),
    query.get('direction') === 'asc' ? 'asc' : 'desc',
  );
}
