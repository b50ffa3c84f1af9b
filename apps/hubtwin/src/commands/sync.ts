import { loadConfig, syncConfig } from '@hubtwin/config';
import { fullName } from '@hubtwin/contract';
import { followMove, startRequestedSync } from '@hubtwin/replication';
import { sql } from 'kysely';
import { CommandError, exitCodes } from '../command-error.ts';
import { openTwin, type Twin } from '../open-twin.ts';
import { UsageError } from '../usage-error.ts';
import { watchSyncJob } from '../watch-sync-job.ts';

/**
 * `hubtwin sync`: synchronises a repository with GitHub, and waits for it. Only changed lists are read;
 * `--force` reads every list from its beginning, even if it was read recently. A repository that is deleted in the
 * twin is requested from GitHub first.
 */
export async function syncCommand(
  name: string,
  { force, json }: { force: boolean; json: boolean },
): Promise<void> {
  if (!fullName.safeParse(name).success)
    throw new UsageError(`${name} is not a repository: write your-org/your-repo.`);
  const { minAgeMinutes } = loadConfig({ sync: syncConfig }).sync;
  await using twin = await openTwin();
  const found = await findRepository(twin, name);
  if (found === null) {
    throw new CommandError(`The twin has no repository ${name}.`, {
      code: 'not_found',
      exitCode: exitCodes.failed,
      remedy: `Run hubtwin import ${name}.`,
    });
  }
  const { id: repositoryId } = found;
  if (found.deleted_at !== null && !(await followMove(repositoryId, { ...twin, priority: 'high' }))) {
    throw new CommandError(`${name} is deleted: no configured credential can access it on GitHub.`, {
      code: 'github_not_found',
      exitCode: exitCodes.github,
      remedy: 'Give a credential access to it, or restore it on GitHub.',
    });
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

/** Prefers a repository that is not deleted. */
const findRepository = async ({ database }: Twin, name: string) =>
  (await database
    .selectFrom('repositories')
    .select(['id', 'deleted_at'])
    .where(sql`lower(full_name)`, '=', name.toLowerCase())
    .orderBy(sql`deleted_at is not null`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null;
