import type { Database, NewSyncJob, NewSyncTask, SyncJobType } from '@hubtwin/database';
import type { Queues } from '@hubtwin/queue';
import type { Kysely } from 'kysely';
import type { AlsoStore } from '../also-store.ts';
import { isRecent } from '../is-recent.ts';
import { startSyncJob } from './start-sync-job.ts';

export interface RequestedSync {
  repositoryIds: readonly number[];
  /** Whether every list is read again from its start, even after a recent read; else only changes. */
  force: boolean;
  /** Unless forced, a repository that was synced within this time is skipped. */
  minAgeMinutes: number;
  type: SyncJobType;
  priority: NewSyncJob['priority'];
  installationId: number | null;
}

/**
 * Syncs repositories on request: imports those that were never synced, and reads the changes of the others, or
 * everything if forced.
 *
 * @returns the id of the sync job; its `details` contain the number of skipped repositories. Untracked repositories
 * are excluded.
 */
export async function startRequestedSync(
  context: { database: Kysely<Database>; queues: Pick<Queues, 'enqueueAll'> },
  { repositoryIds, force, minAgeMinutes, ...job }: RequestedSync,
  alsoStore?: AlsoStore<number>,
): Promise<number> {
  const rows = await context.database
    .selectFrom('repositories')
    .select(['id', 'last_synced_at'])
    .where('id', 'in', [0, ...repositoryIds])
    .where('untracked_at', 'is', null)
    .orderBy('id')
    .execute();
  const isFresh = (syncedAt: Date | null) => !force && isRecent(syncedAt, minAgeMinutes * 60_000);
  const tasks = rows.map(({ id, last_synced_at }): NewSyncTask => {
    const known = force ? 'full' : 'probe';
    const work = last_synced_at === null ? 'import' : known;
    return { repositoryId: id, work, isSkipped: isFresh(last_synced_at) };
  });
  const details = { forced: force, skipped: tasks.filter(({ isSkipped }) => isSkipped).length };
  return await startSyncJob(context, { ...job, tasks, details }, alsoStore);
}
