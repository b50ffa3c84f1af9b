import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Has each installation, and what the configured tokens see, probed. */
const all = z.object({ kind: z.literal('all') });

/** Looks for what moved in the repositories of an installation (null: of the configured tokens). */
const probe = z.object({ kind: z.literal('probe'), installationId: z.int().nullable() });

/** Brings a repository to what GitHub has, as part of a sync job: these resources, or all (null). */
const repository = z.object({
  kind: z.literal('repository'),
  jobId: z.int(),
  repositoryId: z.int(),
  resources: z.array(z.string()).nullable(),
});

/** Syncs: what is compared with GitHub and read again where it moved. */
export const syncQueue = defineQueue({
  name: 'sync',
  payload: z.discriminatedUnion('kind', [all, probe, repository]),
  same: (job) => {
    if (job.kind === 'all') return 'all';
    if (job.kind === 'probe') return `probe:${job.installationId}`;
    return `repository:${job.jobId}:${job.repositoryId}`;
  },
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 604_800 },
});
