import { z } from 'zod';
import { defineResource, on, partial, whole } from '../define-resource.ts';
import { account, int8, text, time, timestamp, toClock } from '../github-types.ts';
import { listOf } from '../list-of.ts';

const githubInstallation = z.looseObject({
  id: z.number().int(),
  account,
  app_id: int8,
  app_slug: text,
  repository_selection: text,
  permissions: z.record(z.string(), z.unknown()).nullish(),
  events: listOf(z.string()).nullish(),
  suspended_at: timestamp.nullish(),
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
});

export const installations = defineResource({
  name: 'installations',
  table: 'installations',
  key: ['id'],
  inRepository: false,
  claims: 'deployment',
  account: { id: 'account_id' },
  schema: githubInstallation,
  clock: (installation) => toClock(installation.updated_at),
  confirmedKeys: ['suspended_at'],
  columns: (installation) => ({
    account_id: installation.account?.id,
    account_login: installation.account?.login,
    account_type: installation.account?.type,
    app_id: installation.app_id,
    app_slug: installation.app_slug,
    repository_selection: installation.repository_selection,
    permissions: installation.permissions,
    events: installation.events,
    suspended_at: time(installation.suspended_at),
    created_at: time(installation.created_at),
    updated_at: time(installation.updated_at),
  }),
  changes: ['account_login', 'repository_selection', 'permissions', 'suspended_at'],
  item: {
    route: 'GET /app/installations/{installation_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { installation_id: id } : null),
    credential: 'app',
  },
  events: {
    installation: on({ installation: githubInstallation }, ({ action, installation }) => [
      {
        ...whole(installation),
        ...(action === 'deleted' && { gone: true }),
        needsConfirmation: action === 'deleted' || action === 'suspend' || action === 'unsuspend',
      },
    ]),
    installation_repositories: on({ installation: githubInstallation }, ({ installation }) => [
      whole(installation),
    ]),
    installation_target: on(
      { installation: githubInstallation, account: z.looseObject({ login: text }) },
      ({ installation, account }, { asOf }) => [{ ...partial({ ...installation, account }), clock: asOf }],
    ),
  },
});
