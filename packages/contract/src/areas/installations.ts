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
    description:
      'A key that is limited to some repositories gets the installations that include one of them.',
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
    summary: 'List the repositories of an installation',
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
    summary: 'Import the repositories of an installation',
    description:
      'Lists the repositories of the installation on GitHub, and imports completely those that were never imported.',
    scope: 'write',
    limitedKeys: 'refused',
    params: z.object({ id }),
    body: z
      .strictObject({
        force: z
          .boolean()
          .default(false)
          .describe('Also import repositories again that were imported before.'),
      })
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
    summary: 'Get the permissions on a repository and the credential used for it',
    description:
      'Permissions of the twin: through the installation that includes the repository, else through the configured tokens. With `user`: permissions of a person who ' +
      'installed the App through this service, through their installations, as GitHub last reported them.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: z.object({
      repository: fullName.describe('Case-insensitive; a former name also works.'),
      user: text(100).optional().describe('Login of a person, case-insensitive.'),
    }),
    response: repositoryAccess,
    problems: [404],
    example: repositoryAccessExample,
  }),
  installApp: defineRoute({
    path: '/api/v1/auth/github/install',
    summary: 'Install the App',
    description:
      'For a browser: redirects to the page of GitHub on which the App is installed. GitHub then redirects to the callback. ' +
      'The callback accepts the same browser once, within ten minutes.',
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
    summary: 'Complete the installation of the App',
    description:
      'The callback URL of the App, for a browser. Verifies with GitHub who the user is and that the installation is theirs; then stores it ' +
      'and imports its repositories. An error is an HTML page for a browser, and a problem document for other clients.',
    scope: null,
    isAudited: true,
    mediaType: 'text/html',
    query: z.object({
      code: text(200).optional(),
      state: text(1_000).optional(),
      installation_id: id.optional(),
      setup_action: text(40)
        .optional()
        .describe('`install`, `update`, or `request`: an owner must approve the installation.'),
      error: text(100).optional(),
    }),
    response: z.string(),
    problems: [403, 404, 409, 429, 500, 502, 503, 504],
    example: '<!doctype html>',
  }),
};
