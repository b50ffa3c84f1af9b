import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { id } from '../parameters.ts';
import { installation, installationExample } from '../schemas/installation.ts';
import { repository, repositoryExample } from '../schemas/repository.ts';
import { syncJob, syncJobExample } from '../schemas/sync-job.ts';

/** Installations of the GitHub App. */
export const installations = {
  listInstallations: defineRoute({
    path: '/api/v1/installations',
    summary: 'Installations',
    description: 'A key that is limited to some repositories sees the installations that reach one of them.',
    scope: 'read',
    query: paging,
    response: listOf(installation),
    example: pageExample(installationExample),
  }),
  getInstallation: defineRoute({
    path: '/api/v1/installations/{id}',
    summary: 'One installation',
    scope: 'read',
    params: z.object({ id }),
    response: installation,
    problems: [404],
    example: installationExample,
  }),
  listInstallationRepositories: defineRoute({
    path: '/api/v1/installations/{id}/repositories',
    summary: 'Repositories that an installation reaches',
    scope: 'read',
    params: z.object({ id }),
    query: paging,
    response: listOf(repository),
    problems: [404],
    example: pageExample(repositoryExample),
  }),
  importInstallation: defineRoute({
    method: 'post',
    path: '/api/v1/installations/{id}/import',
    summary: 'Import what an installation reaches',
    description:
      'GitHub is asked which repositories that are; those that were never imported are read as a whole.',
    scope: 'write',
    params: z.object({ id }),
    body: z
      .strictObject({ force: z.boolean().default(false).describe('Also those that were imported.') })
      .default({ force: false })
      .meta({ id: 'InstallationImport' }),
    bodyExample: { force: false },
    status: 202,
    location: 'The sync job.',
    response: syncJob,
    problems: [404, 409, 429, 502, 504],
    example: syncJobExample,
  }),
};
