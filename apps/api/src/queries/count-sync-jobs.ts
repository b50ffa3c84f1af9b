import type { Database, SyncJobStatus } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import type { Access } from './access.ts';
import { syncJobFor } from './sync-jobs.ts';

/** Counts by status the sync jobs that have not ended, and those that did since a time, as a caller may see them. */
export async function countSyncJobs(
  database: Kysely<Database>,
  access: Access,
  since: Date,
): Promise<Record<SyncJobStatus, number>> {
  const { from, columns, visible } = syncJobFor(access);
  const counted =
    access.repositoryIds === null
      ? sql`select status from sync_jobs as t where ${isRecent(since)}`
      : sql`select ${columns} from ${from} where ${visible} and ${isRecent(since)}`;
  const { rows } = await sql<{ status: SyncJobStatus; count: number }>`
    select status, count(*) as count from (${counted}) as job group by status
  `.execute(database);
  const counts = { pending: 0, running: 0, completed: 0, completed_with_errors: 0, failed: 0, cancelled: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

const isRecent = (since: Date) => sql`(t.completed_at is null or t.completed_at >= ${since})`;
