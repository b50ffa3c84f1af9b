import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, id, text } from '../parameters.ts';
import { installation, installationExample } from '../schemas/installation.ts';
import { repository, repositoryExample } from '../schemas/repository.ts';
import { repositoryAccess, repositoryAccessExample } from '../schemas/repository-access.ts';
import { syncJob, syncJobExample } from '../schemas/sync-job.ts';

/** Installations of the GitHub App. */
export const installations = {
  listInstallations: defineRoute({
    path: '/api/v1/installations',
    summary: 'Installations',
    description: 'A key that is limited to some repositories sees the installations that reach one of them.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging,
    response: listOf(installation),
    example: pageExample(installationExample),
  }),
  getInstallation: defineRoute({
    path: '/api/v1/installations/{id}',
    summary: 'One installation',
    scope: 'read',
    limitedKeys: 'bounded',
    params: z.object({ id }),
    response: installation,
    problems: [404],
    example: installationExample,
  }),
  listInstallationRepositories: defineRoute({
    path: '/api/v1/installations/{id}/repositories',
    summary: 'Repositories that an installation reaches',
    scope: 'read',
    limitedKeys: 'bounded',
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
    limitedKeys: 'refused',
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
  getRepositoryAccess: defineRoute({
    path: '/api/v1/access',
    summary: 'What may be done with a repository, and through what',
    description:
      'Of the twin: by the installation that reaches it, else by the configured tokens. With `user`: of somebody who ' +
      'installed the App from here, by their installations, as of when GitHub said so.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: z.object({
      repository: fullName.describe('In any case, also an old name.'),
      user: text(100).optional().describe('Login of somebody, in any case.'),
    }),
    response: repositoryAccess,
    problems: [404],
    example: repositoryAccessExample,
  }),
  installApp: defineRoute({
    path: '/api/v1/auth/github/install',
    summary: 'Install the App',
    description:
      'For a browser: leads to the page of GitHub on which the App is installed, and from there to the callback. The way ' +
      'back is open for ten minutes, to this browser, once.',
    scope: null,
    mediaType: 'text/html',
    status: 302,
    location: "GitHub's page.",
    response: z.string(),
    problems: [409],
    example: '',
  }),
  finishAppInstall: defineRoute({
    path: '/api/v1/auth/github/callback',
    summary: 'Come back from installing the App',
    description:
      'The callback URL of the App, for a browser. GitHub is asked who comes and whether the installation is theirs; it is ' +
      'stored and its repositories are imported. What goes wrong is a page for a browser, a problem document else.',
    scope: null,
    isAudited: true,
    mediaType: 'text/html',
    query: z.object({
      code: text(200).optional(),
      state: text(1_000).optional(),
      installation_id: id.optional(),
      setup_action: text(40)
        .optional()
        .describe('`install`, `update`, or `request`: an owner has to approve.'),
      error: text(100).optional(),
    }),
    response: z.string(),
    problems: [403, 404, 409, 429, 500, 502, 503, 504],
    example: '<!doctype html>',
  }),
};
