import { loadServiceConfig, syncConfig, upConfig } from '@hubtwin/config';
import { countDeliveries, type DeliveryStatus, measureCoverage, readFreshness } from '@hubtwin/database';
import { judgeRateLimits, type RateLimit } from '@hubtwin/github';
import { queueNames } from '@hubtwin/queue';
import { lastSample, readRateLimits } from '@hubtwin/replication';
import type { Twin } from '../open-twin.ts';
import { localEnvironment } from '../up/local-environment.ts';
import { findSyncs, type LastSync } from './find-syncs.ts';
import { probeServices, type ServiceState } from './probe-services.ts';

/** The state of the twin. */
export interface Status {
  at: Date;
  /** Null if the queue's store does not answer. */
  queues: { name: string; waiting: number; active: number; delayed: number; failed: number }[] | null;
  /** Of the last hour, by state. */
  deliveries: { since: Date; total: number } & Record<DeliveryStatus, number>;
  /** The age of the oldest delivery that waits to be applied; 0 if none waits. */
  lagSeconds: number;
  coverage: { autoSynced: number; covered: number; lastSyncAt: Date | null; isLate: boolean };
  /** The newest first. */
  syncs: LastSync[];
  /** Of the last sample; null if there was none yet. */
  drift: { at: string; checked: number; different: number } | null;
  budget: { status: ReturnType<typeof judgeRateLimits>['status']; limits: RateLimit[] };
  services: ServiceState[];
}

const hourMs = 3_600_000;
const everyRepository = { repositoryIds: null };
const shownSyncs = 5;

/** @throws if the database does not answer. */
export async function readStatus({ database, queues, github }: Twin): Promise<Status> {
  const now = Date.now();
  const since = new Date(now - hourMs);
  const { sync, up } = await loadServiceConfig({ sync: syncConfig, up: upConfig }, localEnvironment());
  const [counted, counts, freshness, coverage, syncs, sample, limits, services] = await Promise.all([
    Promise.all(queueNames.map(async (name) => ({ name, counts: await queues.counts({ name }) }))).catch(
      () => null,
    ),
    countDeliveries(database, everyRepository, since),
    readFreshness(database),
    measureCoverage(database, everyRepository, sync.intervalMinutes),
    findSyncs(database, { limit: shownSyncs }),
    lastSample(database),
    readRateLimits({ database, github }, now),
    probeServices(up),
  ]);
  const deliveries = { received: 0, processing: 0, processed: 0, ignored: 0, failed: 0, parked: 0 };
  for (const { status, count } of counts) deliveries[status] += count;
  const sampled = Object.values(sample?.resources ?? {});
  return {
    at: new Date(now),
    queues:
      counted?.map(
        ({
          name,
          counts: { waiting = 0, wait = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 },
        }) => ({
          name,
          waiting: waiting + wait + prioritized,
          active,
          delayed,
          failed,
        }),
      ) ?? null,
    deliveries: { since, total: counts.reduce((sum, { count }) => sum + count, 0), ...deliveries },
    lagSeconds: freshness.waitingSeconds,
    coverage,
    syncs,
    drift:
      sample === null
        ? null
        : {
            at: sample.at,
            checked: sampled.reduce((sum, { checked }) => sum + checked, 0),
            different: sampled.reduce((sum, { different }) => sum + different, 0),
          },
    budget: { status: judgeRateLimits(limits).status, limits },
    services,
  };
}
