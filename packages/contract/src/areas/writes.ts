import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { label, workflowRun } from '../mirrored/items.ts';
import { fullName, id, login, repositoryParams, text } from '../parameters.ts';
import { repository, repositoryExample } from '../schemas/repository.ts';

const inRepository = '/api/v1/repositories/{owner}/{repo}';
/** Problems that GitHub's response or the choice of a credential can cause. */
const problems = [404, 409, 410, 422, 429, 502, 504] as const;
const shared = { scope: 'write', limitedKeys: 'bounded', params: repositoryParams, problems } as const;
const observed = 'The response is what the twin returns from then on.';

const storable = (value: string) => !value.includes('\0');
const line = (max: number) => z.string().max(max).refine(storable, 'must not contain U+0000');

const settings = z
  .strictObject({
    description: line(350).nullable().describe('Null: none.'),
    homepage: line(255).nullable().describe('Null: none.'),
    private: z.boolean(),
    visibility: z.enum(['public', 'private', 'internal']),
    default_branch: text().describe('An existing branch.'),
    topics: z
      .array(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'must be a topic: lower case letters, digits, dashes'),
      )
      .max(20)
      .describe('The complete list: labels that are not in it are removed.'),
    archived: z.boolean(),
    is_template: z.boolean(),
    has_issues: z.boolean(),
    has_projects: z.boolean(),
    has_wiki: z.boolean(),
    allow_squash_merge: z.boolean(),
    allow_merge_commit: z.boolean(),
    allow_rebase_merge: z.boolean(),
    allow_auto_merge: z.boolean(),
    allow_update_branch: z.boolean(),
    delete_branch_on_merge: z.boolean(),
    web_commit_signoff_required: z.boolean(),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'must contain at least one setting')
  .meta({ id: 'RepositorySettings' });

/** GitHub resolves these segments of a URL, encoded or not: such a label could never be changed or deleted. */
const isAddressable = (name: string) =>
  !name.split('/').some((segment) => segment === '.' || segment === '..');
const labelName = text(100).refine(
  isAddressable,
  'must not contain the path segments . and ..: such a label cannot be changed or deleted',
);
const color = z
  .string()
  .regex(/^[0-9a-fA-F]{6}$/, 'must be six hexadecimal digits')
  .describe('Six hexadecimal digits, without #.');
const labelDescription = line(100).nullable();
const withLabel = repositoryParams.extend({
  name: labelName.describe('Name of the label, case-insensitive.').meta({ example: label.example.name }),
});

/** Writes to GitHub, whose response is also stored in the twin. */
export const writes = {
  updateRepositorySettings: defineRoute({
    ...shared,
    method: 'patch',
    path: `${inRepository}/settings`,
    summary: 'Update the settings of a repository on GitHub',
    description: `Omitted fields are unchanged. ${observed}`,
    body: settings,
    bodyExample: { description: 'The repository of all the bugs', topics: ['bugs'], has_wiki: false },
    response: repository,
    example: { ...repositoryExample, source: 'api' },
  }),
  createLabel: defineRoute({
    ...shared,
    method: 'post',
    path: `${inRepository}/labels`,
    summary: 'Create a label on GitHub',
    description: observed,
    body: z
      .strictObject({
        name: labelName,
        color: color.optional(),
        description: labelDescription.optional(),
      })
      .meta({ id: 'NewLabel' }),
    bodyExample: { name: 'bug', color: 'f29513', description: 'Something is not working' },
    status: 201,
    response: label.schema,
    example: { ...label.example, source: 'api' },
  }),
  updateLabel: defineRoute({
    ...shared,
    method: 'patch',
    path: `${inRepository}/labels/{name}`,
    summary: 'Update a label on GitHub',
    description: `Omitted fields are unchanged. ${observed}`,
    params: withLabel,
    body: z
      .strictObject({ new_name: labelName, color, description: labelDescription })
      .partial()
      .refine((given) => Object.keys(given).length > 0, 'must contain at least one change')
      .meta({ id: 'LabelChanges' }),
    bodyExample: { new_name: 'defect', color: 'b01f26' },
    response: label.schema,
    example: { ...label.example, name: 'defect', color: 'b01f26', source: 'api' },
  }),
  deleteLabel: defineRoute({
    ...shared,
    method: 'delete',
    path: `${inRepository}/labels/{name}`,
    summary: 'Delete a label on GitHub',
    params: withLabel,
    status: 204,
    response: z.undefined(),
    example: undefined,
  }),
  cancelWorkflowRun: defineRoute({
    ...shared,
    method: 'post',
    path: `${inRepository}/runs/{id}/cancel`,
    summary: 'Cancel a workflow run on GitHub',
    description:
      'GitHub cancels asynchronously: the response is the run at that moment, which may still be in progress.',
    params: repositoryParams.extend({ id: id.describe('Id of the run.') }),
    status: 202,
    response: workflowRun.schema,
    example: { ...workflowRun.example, conclusion: 'cancelled', source: 'api' },
  }),
  deleteRunner: defineRoute({
    ...shared,
    method: 'delete',
    path: '/api/v1/runners/{id}',
    summary: 'Remove a self-hosted runner on GitHub',
    description:
      'Runner ids are unique only within a repository or an organisation. If several runners have the id, set `repository` or `organization`; otherwise the response is 409.',
    params: z.object({ id }),
    query: z.object({
      repository: fullName.optional().describe('Only a runner of this repository.'),
      organization: login.optional().describe('Only a runner of this organisation, by its login.'),
    }),
    status: 204,
    response: z.undefined(),
    example: undefined,
  }),
};
