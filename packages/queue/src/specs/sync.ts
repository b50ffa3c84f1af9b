import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Has each installation, and what the configured tokens see, probed. */
const all = z.object({
  kind: z.literal('all'),
  /** Whether also what is not due is looked at. */
  force: z.boolean(),
});

/** Looks for what moved in the repositories of an installation (null: of the configured tokens). */
const probe = z.object({ kind: z.literal('probe'), installationId: z.int().nullable(), force: z.boolean() });

/** Has everything that an installation sees read again, as where it may read more than before. */
const again = z.object({ kind: z.literal('again'), installationId: z.int() });

/** Brings a repository to what GitHub has, as its part of a sync job says. */
const repository = z.object({ kind: z.literal('repository'), jobId: z.int(), repositoryId: z.int() });

/** Syncs: what is compared with GitHub and read again where it moved. */
export const syncQueue = defineQueue({
  name: 'sync',
  payload: z.discriminatedUnion('kind', [all, probe, again, repository]),
  same: (job) => {
    if (job.kind === 'all') return `all:${job.force}`;
    if (job.kind === 'probe') return `probe:${job.installationId}:${job.force}`;
    if (job.kind === 'again') return `again:${job.installationId}`;
    return `repository:${job.jobId}:${job.repositoryId}`;
  },
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 604_800 },
});
