import type { SyncJob } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Visibility } from '../queries/access.ts';
import { hasVisible } from '../queries/has-visible.ts';
import { selectItem } from '../queries/source.ts';
import { syncJobFor } from '../queries/sync-jobs.ts';

/**
 * The part of a sync job that a caller may see.
 *
 * @throws ProblemError if the caller may see none of it.
 */
export async function showSyncJob(
  database: Kysely<Database>,
  access: Visibility,
  id: number,
): Promise<SyncJob> {
  const isConcerned = hasVisible(access, 'sync_job_repositories', sql`v.job_id = ${id}`);
  const condition = sql`t.id = ${id} and ${isConcerned}`;
  const job = await selectItem(database, syncJobFor(access), condition);
  if (job === undefined) throw new ProblemError('not_found', 'There is no such sync job.');
  return job;
}
