import { startSyncJob } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Enqueues syncs of all synced repositories of an installation, at low priority. */
export async function syncAgain(context: SyncWorkerContext, installationId: number): Promise<void> {
  const rows = await context.database
    .selectFrom('installation_repositories as link')
    .innerJoin('repositories as repository', 'repository.id', 'link.repository_id')
    .select('repository.id')
    .where('link.installation_id', '=', installationId)
    .where('link.deleted_at', 'is', null)
    .where('repository.deleted_at', 'is', null)
    .where('repository.last_synced_at', 'is not', null)
    .execute();
  if (rows.length === 0) return;
  const tasks = rows.map(({ id }) => ({ repositoryId: id, work: 'sync' }) as const);
  await startSyncJob(context, { type: 'webhook_triggered', priority: 'low', installationId, tasks });
}
