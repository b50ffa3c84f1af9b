import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, partial, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, id, idOrNull, json, text, texts, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';

const fields = {
  id: id(),
  account: account('account'),
  app_id: idOrNull(),
  app_slug: text(),
  repository_selection: text(),
  permissions: json(),
  events: texts(),
  suspended_at: time(),
  created_at: time(),
  updated_at: time(),
};

const githubInstallation = objectOf(fields);

export const installations = defineResource({
  name: 'installations',
  inRepository: false,
  claims: 'deployment',
  account: { id: 'account_id' },
  fields,
  schema: githubInstallation,
  drift: { listed: 'with its installation' },
  clock: (installation) => toClock(installation.updated_at),
  confirmedKeys: ['suspended_at'],
  columns: ({ account }) => ({ account_type: account?.type }),
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
        ...(action === 'deleted' && { isDeleted: true }),
        needsConfirmation: action === 'deleted' || action === 'suspend' || action === 'unsuspend',
      },
    ]),
    installation_repositories: on({ installation: githubInstallation }, ({ installation }) => [
      whole(installation),
    ]),
    installation_target: on(
      { installation: githubInstallation, account: z.looseObject({ login: github.text }) },
      ({ installation, account }, { asOf }) => [{ ...partial({ ...installation, account }), clock: asOf }],
    ),
  },
});
