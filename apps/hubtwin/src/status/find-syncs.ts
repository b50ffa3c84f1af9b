import type { Database, SyncJobStatus, SyncJobType } from '@hubtwin/database';
import type { Kysely } from 'kysely';

export interface LastSync {
  id: number;
  type: SyncJobType;
  status: SyncJobStatus;
  repositoriesProcessed: number;
  errorsCount: number;
  requestsUsed: number;
  createdAt: Date;
  completedAt: Date | null;
}

/** The last sync jobs, the newest first. */
export const findSyncs = (database: Kysely<Database>, { limit }: { limit: number }): Promise<LastSync[]> =>
  database
    .selectFrom('sync_jobs')
    .select([
      'id',
      'job_type as type',
      'status',
      'repositories_processed as repositoriesProcessed',
      'errors_count as errorsCount',
      'requests_used as requestsUsed',
      'created_at as createdAt',
      'completed_at as completedAt',
    ])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
