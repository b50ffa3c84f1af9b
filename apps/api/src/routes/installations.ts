import { contract } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { cachedRoute } from '../http/cached-route.ts';
import { ProblemError } from '../problem-error.ts';
import type { Visibility } from '../queries/access.ts';
import { installationsFor } from '../queries/installations.ts';
import { installationRepositories } from '../queries/repositories.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';

export const listInstallations = cachedRoute(
  contract.listInstallations,
  { resource: 'repos', shows: ['installations', 'installation_repositories'] },
  async ({ query: { limit, cursor }, access }, { database }) => ({
    body: await selectPage(database, installationsFor(access), {
      within: access,
      filters: {},
      limit,
      cursor,
    }),
  }),
);

export const getInstallation = cachedRoute(
  contract.getInstallation,
  { resource: 'repos', shows: ['installations', 'installation_repositories'] },
  async ({ params: { id }, access }, { database }) => ({
    body: await findInstallation(database, access, id),
  }),
);

export const listInstallationRepositories = cachedRoute(
  contract.listInstallationRepositories,
  {
    resource: 'repos',
    shows: ['installations', 'installation_repositories', 'repositories', 'pull_requests'],
  },
  async ({ params: { id: installationId }, query: { limit, cursor }, access }, { database }) => {
    await findInstallation(database, access, installationId);
    const page = { within: access, filters: { installationId }, limit, cursor };
    return { body: await selectPage(database, installationRepositories, page) };
  },
);

async function findInstallation(database: Kysely<Database>, access: Visibility, id: number) {
  const list = installationsFor(access);
  const conditions = sql.join([sql`t.id = ${id}`, ...list.where({})], sql` and `);
  const found = await selectItem(database, list, conditions);
  if (found === undefined) throw new ProblemError('not_found', 'There is no such installation.');
  return found;
}
