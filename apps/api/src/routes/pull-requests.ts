import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { cachedRoute } from '../http/cached-route.ts';
import { ProblemError } from '../problem-error.ts';
import { sorted } from '../queries/issues.ts';
import { pullRequests } from '../queries/pull-requests.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItemWithRaw } from '../queries/source.ts';

export const listPullRequests = cachedRepositoryRoute(
  contract.listPullRequests,
  { resource: 'pulls', shows: ['pull_requests'] },
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, sorted(pullRequests, filters), {
      within: { repositoryId },
      filters,
      limit,
      cursor,
    }),
  }),
);

export const listAllPullRequests = cachedRoute(
  contract.listAllPullRequests,
  { resource: 'pulls', shows: ['pull_requests'] },
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, sorted(pullRequests, filters), {
      within: access,
      filters,
      limit,
      cursor,
    }),
  }),
);

export const getPullRequest = cachedRepositoryRoute(
  contract.getPullRequest,
  { resource: 'pulls', shows: ['pull_requests'] },
  async ({ params: { number }, repositoryId }, { database }) => {
    const condition = sql`t.repository_id = ${repositoryId} and t.number = ${number} and t.deleted_at is null`;
    const body = await selectItemWithRaw(database, pullRequests, condition);
    if (body === undefined) throw new ProblemError('not_found', 'There is no such pull request.');
    return { body };
  },
);
