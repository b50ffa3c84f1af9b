import { contract } from '@hubtwin/contract';
import { listInstallation, startImport } from '@hubtwin/replication';
import { cachedRoute } from '../http/cached-route.ts';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { findTracked } from '../queries/find-tracked.ts';
import { installationsFor } from '../queries/installations.ts';
import { installationRepositories } from '../queries/repositories.ts';
import { selectPage } from '../queries/select-page.ts';
import { findInstallation } from '../sync/find-installation.ts';
import { startedJob } from '../sync/started-job.ts';

const callOptions = { priority: 'high', deadlineMs: 25_000 } as const;

export const listInstallations = cachedRoute(
  contract.listInstallations,
  { resource: 'repos', shows: ['installations', 'installation_repositories'] },
  async ({ query: { limit, cursor }, access }, { database }) => ({
    body: await selectPage(database, installationsFor(access), {
      within: access,
      filters: {},
      limit,
      cursor,
    }),
  }),
);

export const getInstallation = cachedRoute(
  contract.getInstallation,
  { resource: 'repos', shows: ['installations', 'installation_repositories'] },
  async ({ params: { id }, access }, { database }) => ({
    body: await findInstallation(database, access, id),
  }),
);

export const listInstallationRepositories = cachedRoute(
  contract.listInstallationRepositories,
  {
    resource: 'repos',
    shows: ['installations', 'installation_repositories', 'repositories', 'pull_requests'],
  },
  async ({ params: { id: installationId }, query: { limit, cursor }, access }, { database }) => {
    await findInstallation(database, access, installationId);
    const page = { within: access, filters: { installationId }, limit, cursor };
    return { body: await selectPage(database, installationRepositories, page) };
  },
);

export const importInstallation = route(
  contract.importInstallation,
  async ({ params: { id: installationId }, body: { force }, access, repetition }, context) => {
    const { database, github } = context;
    await findInstallation(database, access, installationId);
    const [made] = repetition.done ?? [];
    if (made !== undefined) return await startedJob(database, made);
    if (!github.hasApp) {
      throw new ProblemError(
        'github_no_credential',
        'Only the App can list the repositories of an installation.',
      );
    }
    await listInstallation({ database, github }, installationId, callOptions);
    const found = await findTracked(database, access, { installationId });
    const [skipped, wanted] = [
      found.filter(({ wasSynced }) => wasSynced && !force),
      found.filter(({ wasSynced }) => !wasSynced || force),
    ];
    const job = {
      type: 'manual_sync',
      priority: 'high',
      installationId,
      repositoryIds: wanted.map(({ id }) => id),
      skippedIds: skipped.map(({ id }) => id),
    } as const;
    const jobId = await startImport(context, job, callOptions, (transaction, id) =>
      repetition.keep(transaction, [id]),
    );
    return await startedJob(database, jobId);
  },
);
