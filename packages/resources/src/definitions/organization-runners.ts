import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { objectOf } from '../field.ts';
import { account } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { runnerChanges, runnerFields } from './runner.ts';

const fields = { ...runnerFields, organization: account('organization') };

const githubOrganizationRunner = objectOf(fields, {
  organization: z.looseObject({ id: z.number().int(), login: github.text }),
});

/**
 * Self-hosted runners of an organisation, in the table of all runners. The list does not contain the organisation:
 * its reader adds `organization` to each runner.
 */
export const organizationRunners = defineResource({
  name: 'organization_runners',
  table: 'runners',
  permission: 'organization_self_hosted_runners',
  key: ['scope', 'id'],
  keyOf: ({ id, organization }) => ({ scope: `orgs/${organization.id}`, id }),
  inRepository: false,
  fields,
  schema: githubOrganizationRunner,
  drift: { listed: 'in rotation' },
  clock: () => '',
  changes: runnerChanges,
  list: { route: 'GET /orgs/{org}/actions/runners', of: 'organization', complete: true },
});
