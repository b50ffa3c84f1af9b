import { z } from 'zod';
import { defineQueue } from '../define-queue.ts';

/** Probes each installation, and the repositories of the configured tokens. */
const all = z.object({
  kind: z.literal('all'),
  /** Whether repositories that are not due are probed as well. */
  force: z.boolean(),
});

/** Finds changed repositories of an installation (null: of the configured tokens). */
const probe = z.object({
  kind: z.literal('probe'),
  installationId: z.int().nullable(),
  force: z.boolean(),
  /**
   * Whether the installation and its repositories are listed first, because the twin may not know yet that it can be
   * used.
   */
  isListedFirst: z.boolean().optional(),
});

/** Finds new repositories of the owners that the configured tokens track. */
const owners = z.object({ kind: z.literal('owners') });

/** Fetches the current login of an account, to rename its repositories. */
const account = z.object({ kind: z.literal('account'), accountId: z.int() });

/** Reads everything of an installation again, for example after it got new permissions. */
const again = z.object({ kind: z.literal('again'), installationId: z.int() });

/** Probes, which find changes of many repositories with few requests, and never wait for syncs of single ones. */
export const probeQueue = defineQueue({
  name: 'probe',
  payload: z.discriminatedUnion('kind', [all, probe, owners, account, again]),
  same: (job) => {
    if (job.kind === 'all') return `all:${job.force}`;
    if (job.kind === 'probe') return `probe:${job.installationId}:${job.force}:${job.isListedFirst === true}`;
    if (job.kind === 'owners') return 'owners';
    if (job.kind === 'account') return `account:${job.accountId}`;
    return `again:${job.installationId}`;
  },
  retry: { attempts: 4, delayMs: 2_000, jitter: 0.5 },
  keep: { completedSeconds: 0, failedSeconds: 604_800 },
});
