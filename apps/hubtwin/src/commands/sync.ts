import { loadConfig, syncConfig } from '@hubtwin/config';
import { startRequestedSync } from '@hubtwin/replication';
import { sql } from 'kysely';
import { openTwin, type Twin } from '../open-twin.ts';
import { UsageError } from '../usage-error.ts';
import { watchSyncJob } from '../watch-sync-job.ts';

/**
 * `hubtwin sync`: has a repository brought to what GitHub has, and waits for that. Only what moved is read;
 * `--force` reads everything, however lately that was done.
 */
export async function syncCommand(
  name: string,
  { force, json }: { force: boolean; json: boolean },
): Promise<void> {
  if (!/^[^/]+\/[^/]+$/.test(name))
    throw new UsageError(`${name} names no repository: write your-org/your-repo.`);
  const { minAgeMinutes } = loadConfig({ sync: syncConfig }).sync;
  await using twin = await openTwin();
  const repositoryId = await findRepository(twin, name);
  if (repositoryId === null) {
    console.error(`The twin has no repository ${name}: hubtwin import ${name} reads it.`);
    process.exitCode = 1;
    return;
  }
  const jobId = await startRequestedSync(twin, {
    repositoryIds: [repositoryId],
    force,
    minAgeMinutes,
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
  });
  await watchSyncJob(twin.database, jobId, { json });
}

async function findRepository({ database }: Twin, name: string): Promise<number | null> {
  const row = await database
    .selectFrom('repositories')
    .select('id')
    .where(sql`lower(full_name)`, '=', name.toLowerCase())
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}
