import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { World } from '../../world/create-world.ts';
import type { Issue, PullRequest, Repository } from '../../world/model.ts';
import { notFound, ok, RestError, validationFailed } from '../answer.ts';
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
