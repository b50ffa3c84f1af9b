import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, integer, text } from '../parameters.ts';
import {
  progressSnapshot,
  progressSnapshotExample,
  project,
  projectExample,
  projectUpdate,
  projectUpdateExample,
} from '../schemas/project.ts';

const params = z.object({
  id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Id of the project.'),
});

const maxManifests = 20;

/** Relative to the root of the repository, without a leading slash or `..`. */
const path = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (value) => !value.includes('\0') && value.split('/').every((part) => !['', '.', '..'].includes(part)),
    'must be a path of a file in the repository, such as docs/plan.md',
  );

/** `*` and `?` match within a name, `**` matches any folders. Few of them can be matched quickly, whatever the path. */
const pattern = path
  .refine(
    (value) =>
      value
        .split('/')
        .every((part) => part === '**' || ((part.match(/[*?]/g) ?? []).length <= 2 && !part.includes('**'))),
    'may have two of `*` and `?` in a name, and `**` instead of a name',
  )
  .refine((value) => value.split('/').filter((part) => part === '**').length <= 3, 'may have three `**`');

const settings = {
  name: text(100),
  branch: text().nullable().describe('Null: the default branch, even after it changes.'),
  plan_path: path
    .nullable()
    .describe('Null: the first of `docs/plan.md`, `plan.md` and `README.md` that exists.'),
  manifests: z
    .array(pattern)
    .max(maxManifests)
    .nullable()
    .describe(
      'Paths, and patterns such as `services/*/go.mod` and `**/package.json`. Null: `package.json`, `requirements.txt`, `requirements/*.txt`, `pyproject.toml`, `Pipfile`, `Cargo.toml`, `go.mod`, `pom.xml`, `Gemfile`, `Dockerfile` and `Containerfile` in every folder. Patterns match nothing below `node_modules`, `vendor` and `bower_components`.',
    ),
};

/** Projects: plans and dependencies of repositories. */
export const projects = {
  listProjects: defineRoute({
    path: '/api/v1/projects',
    summary: 'List projects in the order of creation',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend({
      repository: fullName.optional().describe('Case-insensitive; a former name also works.'),
    }),
    response: listOf(project),
    problems: [404],
    example: pageExample(projectExample),
  }),
  createProject: defineRoute({
    method: 'post',
    path: '/api/v1/projects',
    summary: 'Create a project from the plan and the manifests of a repository',
    description: 'The files are read immediately, and after every push that changes them.',
    scope: 'write',
    limitedKeys: 'bounded',
    body: z
      .strictObject({
        repository: fullName,
        name: settings.name.optional().describe("Default: the repository's name."),
        branch: settings.branch.default(null),
        plan_path: settings.plan_path.default(null),
        manifests: settings.manifests.default(null),
      })
      .meta({ id: 'NewProject' }),
    bodyExample: { repository: 'octo-org/octo-repo', name: 'Shop', plan_path: 'docs/plan.md' },
    status: 201,
    response: project,
    problems: [404, 409],
    example: projectExample,
  }),
  getProject: defineRoute({
    path: '/api/v1/projects/{id}',
    summary: 'One project',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    response: project,
    problems: [404],
    example: projectExample,
  }),
  updateProject: defineRoute({
    method: 'patch',
    path: '/api/v1/projects/{id}',
    summary: 'Update the name or the files of a project',
    description: 'Omitted fields are unchanged. If the files change, they are read immediately.',
    scope: 'write',
    limitedKeys: 'bounded',
    params,
    body: z.strictObject(settings).partial().meta({ id: 'ProjectSettings' }),
    bodyExample: { branch: 'next', plan_path: null },
    response: project,
    problems: [404, 409],
    example: projectExample,
  }),
  deleteProject: defineRoute({
    method: 'delete',
    path: '/api/v1/projects/{id}',
    summary: 'Delete a project with its updates and snapshots',
    scope: 'write',
    limitedKeys: 'bounded',
    params,
    status: 204,
    response: z.undefined(),
    problems: [404],
    example: undefined,
  }),
  processProject: defineRoute({
    method: 'post',
    path: '/api/v1/projects/{id}/process',
    summary: 'Read all files of a project again',
    scope: 'write',
    limitedKeys: 'bounded',
    params,
    status: 202,
    response: z.object({ status: z.literal('queued'), project_id: z.int() }),
    problems: [404, 409],
    example: { status: 'queued', project_id: projectExample.id },
  }),
  listProjectUpdates: defineRoute({
    path: '/api/v1/projects/{id}/updates',
    summary: 'List the changes of the files of a project by commit, newest first',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    query: paging,
    response: listOf(projectUpdate),
    problems: [404],
    example: pageExample(projectUpdateExample),
  }),
  listProjectSnapshots: defineRoute({
    path: '/api/v1/projects/{id}/snapshots',
    summary: 'List snapshots of the files of a project, newest first',
    description: 'One for each commit that changed the content.',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    query: paging,
    response: listOf(progressSnapshot),
    problems: [404],
    example: pageExample(progressSnapshotExample),
  }),
};
