import { contract } from '@hubtwin/contract';
import { sql } from 'kysely';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { cachedRoute } from '../http/cached-route.ts';
import { ProblemError } from '../problem-error.ts';
import { issues, sorted } from '../queries/issues.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem, selectItemWithRaw } from '../queries/source.ts';

export const listIssues = cachedRepositoryRoute(
  contract.listIssues,
  { resource: 'issues', shows: ['issues'] },
  async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => ({
    body: await selectPage(database, sorted(issues, filters), {
      within: { repositoryId },
      filters,
      limit,
      cursor,
    }),
  }),
);

export const listAllIssues = cachedRoute(
  contract.listAllIssues,
  { resource: 'issues', shows: ['issues'] },
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, sorted(issues, filters), { within: access, filters, limit, cursor }),
  }),
);

export const getIssue = cachedRepositoryRoute(
  contract.getIssue,
  { resource: 'issues', shows: ['issues'] },
  async ({ params, repositoryId }, { database }) => {
    const numbered = sql`t.repository_id = ${repositoryId} and t.number = ${params.number}`;
    const body = await selectItemWithRaw(database, issues, sql`${numbered} and t.deleted_at is null`);
    if (body !== undefined) return { body };
    // As GitHub answers: a deleted or transferred issue is 410, one that never was 404.
    const deleted = await selectItem(database, issues, sql`${numbered} and t.deleted_at is not null`);
    throw deleted === undefined
      ? new ProblemError('not_found', 'There is no such issue.')
      : new ProblemError('gone', 'The issue was deleted or transferred.');
  },
);
