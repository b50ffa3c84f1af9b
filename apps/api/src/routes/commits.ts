import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { ProblemError } from '../problem-error.ts';
import { commits } from '../queries/commits.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItemWithRaw } from '../queries/source.ts';

export const listCommits = cachedRepositoryRoute(
  contract.listCommits,
  { resource: 'repos', shows: ['commits'] },
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, commits, { within: { repositoryId }, filters, limit, cursor }),
  }),
);

export const getCommit = cachedRepositoryRoute(
  contract.getCommit,
  { resource: 'repos', shows: ['commits'] },
  async ({ params, repositoryId }, { database }) => {
    const sha = params.sha.toLowerCase();
    const condition = sql`t.repository_id = ${repositoryId} and t.sha = ${sha} and t.deleted_at is null`;
    const body = await selectItemWithRaw(database, commits, condition);
    if (body === undefined) throw new ProblemError('not_found', 'There is no such commit.');
    return { body };
  },
);
