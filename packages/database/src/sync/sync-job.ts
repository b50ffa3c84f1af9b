import type { SyncJobStatus, SyncJobType, SyncWork } from '../tables/sync-tables.ts';

export type SyncPriority = 'critical' | 'high' | 'normal' | 'low';

/** What a sync job is to do for one repository. */
export interface NewSyncPart {
  repositoryId: number;
  work: SyncWork;
  /** Of what a sync reads; null, the default: of all. */
  resources?: readonly string[] | null;
  /** How many pages of lists it will take, as far as that is known. */
  pagesEstimated?: number;
  /** Whether it is left alone, for having been synced a moment ago; default: no. */
  isSkipped?: boolean;
}

export interface NewSyncJob {
  type: SyncJobType;
  priority: SyncPriority;
  installationId: number | null;
  parts: readonly NewSyncPart[];
  details?: Record<string, unknown>;
  /** Requests to GitHub that it took to find its parts. */
  requestsUsed?: number;
}

/** A sync job as it stands. */
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
  /** Pages of lists: those that were read, and all, as far as is known or was estimated. */
  pagesDone: number;
  pagesTotal: number;
}

/** One repository of a sync job. */
export interface SyncPart {
  jobId: number;
  repositoryId: number;
}
