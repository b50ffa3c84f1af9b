import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Has each installation, and what the configured tokens see, probed. */
const all = z.object({
  kind: z.literal('all'),
  /** Whether also what is not due is looked at. */
  force: z.boolean(),
});

/** Looks for what moved in the repositories of an installation (null: of the configured tokens). */
const probe = z.object({
  kind: z.literal('probe'),
  installationId: z.int().nullable(),
  force: z.boolean(),
  /** Whether the installation and its repositories are read first: the twin may not know yet that it can be used. */
  isListedFirst: z.boolean().optional(),
});

/** Looks for new repositories of the owners that the configured tokens are to keep. */
const owners = z.object({ kind: z.literal('owners') });

/** Reads by which login an account is known now, which renames its repositories. */
const account = z.object({ kind: z.literal('account'), accountId: z.int() });

/** Has everything that an installation sees read again, as where it may read more than before. */
const again = z.object({ kind: z.literal('again'), installationId: z.int() });

/** Brings a repository to what GitHub has, as its part of a sync job says. */
const repository = z.object({ kind: z.literal('repository'), jobId: z.int(), repositoryId: z.int() });

/** Syncs: what is compared with GitHub and read again where it moved. */
export const syncQueue = defineQueue({
  name: 'sync',
  payload: z.discriminatedUnion('kind', [all, probe, owners, account, again, repository]),
  same: (job) => {
    if (job.kind === 'all') return `all:${job.force}`;
    if (job.kind === 'probe') return `probe:${job.installationId}:${job.force}:${job.isListedFirst === true}`;
    if (job.kind === 'owners') return 'owners';
    if (job.kind === 'account') return `account:${job.accountId}`;
    if (job.kind === 'again') return `again:${job.installationId}`;
    return `repository:${job.jobId}:${job.repositoryId}`;
  },
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 604_800 },
});
