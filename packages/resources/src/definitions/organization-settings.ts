import { defineResource } from '../define-resource.ts';
import { objectOf } from '../field.ts';
import { name, text } from '../field-kinds.ts';
import { githubOrganization, organizationOf } from '../organization-of.ts';

const fields = {
  login: name('github'),
  default_repository_permission: text('read', {
    column: 'base_permission',
    description: 'What members may do with each repository; null if GitHub does not show it.',
  }),
};

/**
 * The settings of an organisation that decide who has access to its repositories. GitHub shows them to its owners, and to
 * Apps with the permission, and sends no event when they change.
 */
export const organizationSettings = defineResource({
  name: 'organization_settings',
  permission: 'organization_administration',
  key: ['organization_id'],
  keyOf: (organization) => ({ organization_id: organizationOf(organization)?.id ?? 0 }),
  inRepository: false,
  inOrganization: true,
  fields,
  schema: objectOf(fields, { organization: githubOrganization }),
  drift: { listed: 'with its organisation', isDaily: true },
  clock: () => '',
  changes: ['login', 'base_permission'],
  list: {
    route: 'GET /orgs/{org}',
    of: 'organization',
    isSingle: true,
    picks: ['login', 'default_repository_permission'],
    complete: true,
  },
});
