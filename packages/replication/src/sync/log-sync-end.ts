import type { EndedSyncJob, SyncEnd, SyncPart } from '@hubtwin/database';

interface InfoLogger {
  info(fields: object, message: string): void;
}

export interface EndedPart extends SyncPart {
  type: string;
  work: string;
  end: SyncEnd;
  /** How long it took. */
  seconds: number;
  /** The job where this was its last part, else null. */
  job: EndedSyncJob | null;
}

/** Logs with what result a repository was synced or imported, and its sync job with the last one. */
export function logSyncEnd(
  logger: InfoLogger,
  { jobId, repositoryId, type, work, end, seconds, job }: EndedPart,
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
