import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { cachedRoute } from '../http/cached-route.ts';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { repositories, repositoriesBy } from '../queries/repositories.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem, selectItemWithRaw } from '../queries/source.ts';

const notFound = () => new ProblemError('not_found', 'There is no such repository.');

export const listRepositories = cachedRoute(
  contract.listRepositories,
  { resource: 'repos', shows: ['repositories', 'pull_requests'] },
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, repositoriesBy(filters), { within: access, filters, limit, cursor }),
  }),
);

export const getRepositoryById = route(
  contract.getRepositoryById,
  async ({ params: { id }, access }, { database }) => {
    const condition = sql`t.id = ${id} and t.deleted_at is null and t.untracked_at is null and ${visible(access, sql`t.id`)}`;
    const body = await selectItem(database, repositories, condition);
    if (body === undefined) throw notFound();
    return { body };
  },
);

export const getRepository = cachedRepositoryRoute(
  contract.getRepository,
  { resource: 'repos', shows: ['repositories', 'pull_requests'] },
  async ({ repositoryId }, { database }) => {
    const body = await selectItem(database, repositories, sql`t.id = ${repositoryId}`);
    if (body === undefined) throw notFound();
    return { body };
  },
);

export const getRepositoryInfo = cachedRepositoryRoute(
  contract.getRepositoryInfo,
  { resource: 'repos', shows: ['repositories', 'pull_requests'] },
  async ({ repositoryId }, { database }) => {
    const body = await selectItemWithRaw(database, repositories, sql`t.id = ${repositoryId}`);
    if (body === undefined) throw notFound();
    return { body };
  },
);
