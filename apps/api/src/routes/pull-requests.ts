import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { repositoryRoute } from '../http/repository-route.ts';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { pullRequests } from '../queries/pull-requests.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItemWithRaw } from '../queries/source.ts';

export const listPullRequests = repositoryRoute(
  contract.listPullRequests,
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, pullRequests, { within: { repositoryId }, filters, limit, cursor }),
  }),
);

export const listAllPullRequests = route(
  contract.listAllPullRequests,
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, pullRequests, { within: access, filters, limit, cursor }),
  }),
);

export const getPullRequest = repositoryRoute(
  contract.getPullRequest,
  async ({ params: { number }, repositoryId }, { database }) => {
    const condition = sql`t.repository_id = ${repositoryId} and t.number = ${number} and t.deleted_at is null`;
    const body = await selectItemWithRaw(database, pullRequests, condition);
    if (body === undefined) throw new ProblemError('not_found', 'There is no such pull request.');
    return { body };
  },
);
