import { contract } from '@hubtwin/contract';
import { cancelSyncTasks, changesHorizon, changeTracking, storeRepositoryToken } from '@hubtwin/database';
import {
  findImportable,
  followMove,
  repositoryTags,
  requireAccess,
  setRepositoryToken,
  startImport,
  startRequestedSync,
  tagPatterns,
  tagsAcross,
} from '@hubtwin/replication';
import { sql } from 'kysely';
import type { Repetition } from '../http/repetition.ts';
import { repositoryRoute } from '../http/repository-route.ts';
import { type RouteContext, route } from '../http/route.ts';
import { writeOptions } from '../http/write-options.ts';
import { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import { findDeletedRepository } from '../queries/find-deleted-repository.ts';
import { findSyncedChanges } from '../queries/find-synced-changes.ts';
import { findTracking } from '../queries/find-tracking.ts';
import { repositories } from '../queries/repositories.ts';
import { selectItem } from '../queries/source.ts';
import { requireCredential } from '../require-credential.ts';
import { requireKeys } from '../require-keys.ts';
import { requireBudget } from '../sync/require-budget.ts';
import { showSyncJob } from '../sync/show-sync-job.ts';
import { startedJob } from '../sync/started-job.ts';
import { waitForSyncJob } from '../sync/wait-for-sync-job.ts';

const callOptions = { priority: 'high', deadlineMs: 25_000 } as const;
const notFound = () => new ProblemError('not_found', 'There is no such repository.');

export const createRepository = route(
  contract.createRepository,
  async ({ body, access, repetition }, context) => {
    const { database } = context;
    const { token } = body;
    if (token !== undefined) requireKeys(context.keys);
    const found = await findOrFetch(context, access, body.repository, token);
    const { id, isKept, openJobId } = found;
    if (token !== undefined) await setToken(context, id, token);
    await changeTracking(database, id, {
      autoSyncEnabled: body.auto_sync_enabled,
      syncIntervalMinutes: body.sync_interval_minutes,
      isTracked: true,
    });
    await forget(context, id);
    const [made] = repetition.done ?? [];
    const isKnown = made === undefined && (isKept || openJobId !== null);
    const jobId = made ?? (isKnown ? openJobId : await importOne(context, id, repetition));
    return {
      status: isKnown ? 200 : 201,
      location: `/api/v1/repositories/${found.fullName}`,
      body: {
        ...(await showRepository(context, id)),
        sync_job: jobId === null ? null : await showSyncJob(database, access, jobId),
      },
    };
  },
);

export const updateRepository = repositoryRoute(
  contract.updateRepository,
  async ({ body, repositoryId }, context) => {
    if (body.token !== undefined) await setToken(context, repositoryId, body.token);
    await changeTracking(context.database, repositoryId, {
      autoSyncEnabled: body.auto_sync_enabled,
      syncIntervalMinutes: body.sync_interval_minutes,
    });
    const { cache } = context.caching ?? {};
    await cache?.invalidateMatching(tagPatterns(repositoryId, 'repositories')).catch(() => {});
    return { body: await showRepository(context, repositoryId) };
  },
);

export const deleteRepository = repositoryRoute(
  contract.deleteRepository,
  async ({ params: { owner, repo }, query: { confirm }, repositoryId }, context) => {
    if (confirm.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) {
      throw new ProblemError(
        'invalid_request',
        'The confirmation does not match the repository of the path.',
        {
          errors: [{ path: 'query.confirm', message: `must be ${owner}/${repo}` }],
        },
      );
    }
    await changeTracking(context.database, repositoryId, { isTracked: false });
    await cancelSyncTasks(context.database, { repositoryId });
    await storeRepositoryToken(context.database, repositoryId, null);
    await forget(context, repositoryId);
    return { body: undefined };
  },
);

export const syncRepositoryRoute = repositoryRoute(
  contract.syncRepository,
  async ({ query: { wait }, body: { force }, repositoryId, isDisconnected, repetition }, context) => {
    const { database, sync } = context;
    await requireCredential(context, 'Syncing requires the App, or a token.');
    const start = async () => {
      if (wait) await requireBudget(context, repositoryId, { force });
      const before = await changesHorizon(database);
      const job = {
        repositoryIds: [repositoryId],
        force,
        minAgeMinutes: sync.minAgeMinutes,
        type: 'manual_sync',
        priority: 'high',
        installationId: null,
      } as const;
      const id = await startRequestedSync(context, job, (transaction, id) =>
        repetition.keep(transaction, [id, before]),
      );
      return [id, before];
    };
    const [jobId = 0, before = 0] = repetition.done ?? (await start());
    // The exhausted budget may be detected only at the job's first request.
    const check = () => requireBudget(context, repositoryId, { force });
    const hasEnded = wait && (await waitForSyncJob(database, jobId, { isDisconnected, check }));
    const { body, location } = await startedJob(database, jobId);
    const changed = hasEnded
      ? await findSyncedChanges(database, repositoryId, before)
      : { changes: null, changes_truncated: false };
    return { location, body: { ...body, ...changed }, status: hasEnded ? 200 : 202 };
  },
  { findHidden: restoreNamed },
);

/** Restores a repository that is stored as deleted, but that GitHub still shows. */
async function restoreNamed(
  fullName: string,
  access: Access,
  { database, github }: RouteContext,
): Promise<number | null> {
  const deleted = await findDeletedRepository(database, access, fullName);
  if (deleted === null) return null;
  return (await followMove(deleted, { database, github, ...callOptions })) ? deleted : null;
}

/** The repository of a name: from the twin if it is stored, else from GitHub. */
async function findOrFetch(
  context: RouteContext,
  access: Access,
  fullName: string,
  token: string | undefined,
) {
  const { database, github } = context;
  const known = await findTracking(database, access, { fullName });
  if (known?.isKept === true) return known;
  // An unknown name must not reveal to a limited key whether GitHub has it.
  if (known === undefined && access.repositoryIds !== null) throw notFound();
  if (token === undefined)
    await requireCredential(context, 'Looking up a repository on GitHub requires the App, or a token.');
  const [owner = '', repo = ''] = fullName.split('/');
  const find = () => findImportable({ database, github }, { owner, repo, token: token ?? null }, callOptions);
  const [id = 0] = await (token === undefined ? find() : requireAccess(find));
  const found = await findTracking(database, access, { id });
  if (found === undefined) throw notFound();
  return found;
}

async function setToken(context: RouteContext, repositoryId: number, token: string | null): Promise<void> {
  if (token === null) return await storeRepositoryToken(context.database, repositoryId, null);
  const keys = requireKeys(context.keys);
  await setRepositoryToken(repositoryId, token, { ...writeOptions(context), keys });
}

async function importOne(context: RouteContext, repositoryId: number, { keep }: Repetition): Promise<number> {
  const job = { type: 'manual_sync', priority: 'high', installationId: null } as const;
  return await startImport(
    context,
    { ...job, repositoryIds: [repositoryId] },
    callOptions,
    (transaction, id) => keep(transaction, [id]),
  );
}

async function showRepository({ database }: RouteContext, id: number) {
  const shown = await selectItem(database, repositories, sql`t.id = ${id} and t.untracked_at is null`);
  if (shown === undefined) throw notFound();
  return shown;
}

/** The next request reads the current state; if the cache cannot be reached, the change log invalidates it soon. */
async function forget({ caching }: RouteContext, repositoryId: number): Promise<void> {
  const tags = [...tagsAcross([]), ...repositoryTags(repositoryId, [])];
  await caching?.cache.invalidate(tags).catch(() => {});
}
