import { defineResource } from '../define-resource.ts';
import { objectOf } from '../field.ts';
import { account } from '../field-kinds.ts';
import { githubOrganization } from '../organization-of.ts';
import { runnerChanges, runnerFields } from './runner.ts';

const fields = { ...runnerFields, organization: account('organization') };

const githubOrganizationRunner = objectOf(fields, { organization: githubOrganization });

/**
 * Self-hosted runners of an organisation, in the table of all runners.
 */
export const organizationRunners = defineResource({
  name: 'organization_runners',
  table: 'runners',
  permission: 'organization_self_hosted_runners',
  key: ['scope', 'id'],
  keyOf: ({ id, organization }) => ({ scope: `orgs/${organization.id}`, id }),
  inRepository: false,
  inOrganization: true,
  fields,
  schema: githubOrganizationRunner,
  drift: { listed: 'with its organisation', polled: true },
  clock: () => '',
  changes: runnerChanges,
  list: { route: 'GET /orgs/{org}/actions/runners', of: 'organization', complete: true },
});
