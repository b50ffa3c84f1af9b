import type { SyncJobStatus, SyncJobType, SyncWork } from '../tables/sync-tables.ts';

export type SyncPriority = 'critical' | 'high' | 'normal' | 'low';

/** One repository's task in a new sync job. */
export interface NewSyncTask {
  repositoryId: number;
  work: SyncWork;
  /** The resources to sync; null, the default: all. */
  resources?: readonly string[] | null;
  /** The expected number of pages of lists, as far as known. */
  pagesEstimated?: number;
  /** Whether it is skipped because of a recent sync; default: no. */
  isSkipped?: boolean;
}

export interface NewSyncJob {
  type: SyncJobType;
  priority: SyncPriority;
  installationId: number | null;
  tasks: readonly NewSyncTask[];
  details?: Record<string, unknown>;
  /** Requests to GitHub that were needed to find the tasks. */
  requestsUsed?: number;
}

/** The current state of a sync job. */
export interface SyncJob {
  id: number;
  type: SyncJobType;
  status: SyncJobStatus;
  priority: SyncPriority;
  installationId: number | null;
  repositories: number;
  repositoriesProcessed: number;
  errorsCount: number;
  requestsUsed: number;
  errorMessage: string | null;
  details: Record<string, unknown>;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  /** Pages of lists: those that were read, and the total as far as known or estimated. */
  pagesDone: number;
  pagesTotal: number;
}

/** One repository's task in a sync job. */
export interface SyncTask {
  jobId: number;
  repositoryId: number;
}
