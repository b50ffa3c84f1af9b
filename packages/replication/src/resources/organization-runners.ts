import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { text } from '../github-types.ts';
import { githubRunner, runnerChanges, runnerColumns } from './runner.ts';

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
  schema: githubRunner.extend({ organization: z.looseObject({ id: z.number().int(), login: text }) }),
  clock: () => '',
  columns: (runner) => ({
    ...runnerColumns(runner),
    organization_id: runner.organization?.id,
    organization_login: runner.organization?.login,
  }),
  changes: runnerChanges,
  list: { route: 'GET /orgs/{org}/actions/runners', of: 'organization', complete: true },
});
