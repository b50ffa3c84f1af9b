import type { EndedSyncJob, SyncEnd, SyncTask } from '@hubtwin/database';

interface InfoLogger {
  info(fields: object, message: string): void;
}

export interface EndedTask extends SyncTask {
  type: string;
  work: string;
  end: SyncEnd;
  /** Duration. */
  seconds: number;
  /** The job if this was its last task, else null. */
  job: EndedSyncJob | null;
}

/** Logs the result of syncing or importing a repository, and that of its sync job after the last one. */
export function logSyncEnd(
  logger: InfoLogger,
  { jobId, repositoryId, type, work, end, seconds, job }: EndedTask,
): void {
  const { error, leftOut = null, requests } = end;
  logger.info(
    {
      sync_job: jobId,
      repository_id: repositoryId,
      job_type: type,
      work,
      status: error === null ? 'completed' : 'failed',
      error,
      left_out: leftOut,
      ...(requests !== undefined && { requests }),
      duration_ms: Math.round(1_000 * seconds),
    },
    work === 'import' ? 'repository imported' : 'repository synced',
  );
  if (job === null) return;
  logger.info(
    {
      sync_job: jobId,
      job_type: job.type,
      status: job.status,
      repositories: job.repositoriesProcessed,
      errors: job.errorsCount,
      requests: job.requestsUsed,
      duration_ms: Math.round(1_000 * job.seconds),
    },
    'sync job ended',
  );
}
