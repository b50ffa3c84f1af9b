import { contract, type Project } from '@hubtwin/contract';
import { createProject, deleteProject, requestProcessing, updateProject } from '@hubtwin/database';
import { isManifest, isPattern } from '@hubtwin/projects';
import { sql } from 'kysely';
import { type RouteContext, route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { type Access, visible } from '../queries/access.ts';
import { progressSnapshots } from '../queries/progress-snapshots.ts';
import { projectUpdates } from '../queries/project-updates.ts';
import { projects } from '../queries/projects.ts';
import { requireRepository } from '../queries/require-repository.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';
import { requireCredential } from '../require-credential.ts';

type Context = Pick<RouteContext, 'database' | 'enqueueProject' | 'logger'>;

const nameTaken = () =>
  new ProblemError(
    'project_exists',
    'The repository has another project with this name; choose another name.',
  );

export const listProjects = route(
  contract.listProjects,
  async ({ query: { limit, cursor, repository }, access }, { database }) => {
    const named =
      repository === undefined ? undefined : await requireRepository(database, access, repository);
    return {
      body: await selectPage(database, projects, {
        within: named === undefined ? access : { repositoryId: named.id },
        filters: {},
        limit,
        cursor,
      }),
    };
  },
);

export const createProjectRoute = route(
  contract.createProject,
  async ({ body, access, repetition }, context) => {
    const { database } = context;
    const [made] = repetition.done ?? [];
    if (made !== undefined) return { body: await findProject(database, access, made) };
    const { repository, name, branch, plan_path: planPath, manifests } = body;
    requireManifests(manifests);
    const found = await requireRepository(database, access, repository);
    const named = name ?? found.fullName.slice(found.fullName.indexOf('/') + 1);
    const id = await database.transaction().execute(async (transaction) => {
      const settings = { name: named, branch, planPath, manifests };
      const created = await createProject(transaction, found.id, settings);
      if (created !== null) await repetition.keep(transaction, [created]);
      return created;
    });
    if (id === null) throw nameTaken();
    await enqueue(id, context);
    return { body: await findProject(database, access, id) };
  },
);

export const getProject = route(contract.getProject, async ({ params: { id }, access }, { database }) => ({
  body: await findProject(database, access, id),
}));

export const updateProjectRoute = route(
  contract.updateProject,
  async ({ params: { id }, body, access }, context) => {
    const { database } = context;
    const { name, branch, plan_path: planPath, manifests } = body;
    requireManifests(manifests);
    await findProject(database, access, id);
    if (!(await updateProject(database, id, { name, branch, planPath, manifests }))) throw nameTaken();
    const project = await findProject(database, access, id);
    if (project.status === 'pending') await enqueue(id, context);
    return { body: project };
  },
);

export const deleteProjectRoute = route(
  contract.deleteProject,
  async ({ params: { id }, access }, { database }) => {
    await findProject(database, access, id);
    await deleteProject(database, id);
    return { body: undefined };
  },
);

export const processProjectRoute = route(
  contract.processProject,
  async ({ params: { id }, access, repetition }, context) => {
    const { database } = context;
    await findProject(database, access, id);
    await requireCredential(context, 'Reading files from GitHub requires the App, or a token.');
    if (repetition.done === null) {
      await database.transaction().execute(async (transaction) => {
        await requestProcessing(transaction, id);
        await repetition.keep(transaction, [id]);
      });
      await enqueue(id, context);
    }
    return { body: { status: 'queued' as const, project_id: id } };
  },
);

export const listProjectUpdates = route(
  contract.listProjectUpdates,
  async ({ params: { id: projectId }, query: { limit, cursor }, access }, { database }) => {
    await findProject(database, access, projectId);
    const page = { within: access, filters: { projectId }, limit, cursor };
    return { body: await selectPage(database, projectUpdates, page) };
  },
);

export const listProjectSnapshots = route(
  contract.listProjectSnapshots,
  async ({ params: { id: projectId }, query: { limit, cursor }, access }, { database }) => {
    await findProject(database, access, projectId);
    const page = { within: access, filters: { projectId }, limit, cursor };
    return { body: await selectPage(database, progressSnapshots, page) };
  },
);

async function findProject(database: Context['database'], access: Access, id: number): Promise<Project> {
  const condition = sql`t.id = ${id} and ${visible(access, sql`t.repository_id`)}`;
  const found = await selectItem(database, projects, condition);
  if (found === undefined) throw new ProblemError('not_found', 'There is no such project.');
  return found;
}

/** It is due in the database: the sweep of the worker finds it without a job. */
async function enqueue(id: number, { enqueueProject, logger }: Context): Promise<void> {
  try {
    await enqueueProject(id);
  } catch (error) {
    logger.warn({ err: error, project_id: id }, 'project not enqueued; the sweep will enqueue it');
  }
}

/** The last name of a pattern may be one, too: `**\/Dockerfile*`. */
function requireManifests(paths: readonly string[] | null | undefined): void {
  const unknown = (paths ?? []).flatMap((path, at) =>
    isManifest(path) || isPattern(path.slice(path.lastIndexOf('/') + 1))
      ? []
      : [{ path: `body.manifests.${at}`, message: 'must be a file whose name is that of a known manifest' }],
  );
  if (unknown.length === 0) return;
  throw new ProblemError('invalid_request', 'Some values are invalid; see errors.', {
    errors: unknown,
  });
}
