import type { JobDefinition } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import { applyDeliveries } from './apply-deliveries.ts';
import { fetchChildrenJob } from './fetch-children.ts';
import { followMoveJob } from './follow-move.ts';
import { probeJob } from './probe.ts';
import { processProjectJob } from './process-project.ts';
import { recoverDeliveriesJob } from './recover-deliveries.ts';
import { confirmClaimsJob, refetchUncertainJob } from './refetch-uncertain.ts';
import { sampleDriftJob } from './sample-drift.ts';
import { syncJob } from './sync.ts';

/** The jobs of a worker. */
export function jobsOf(context: SyncWorkerContext): JobDefinition<unknown>[] {
  return [
    applyDeliveries(context),
    refetchUncertainJob(context),
    confirmClaimsJob(context),
    processProjectJob(context),
    fetchChildrenJob(context),
    ...(context.config.hooks.isEnabled ? [recoverDeliveriesJob(context)] : []),
    probeJob(context),
    syncJob(context),
    followMoveJob(context),
    sampleDriftJob(context),
  ];
}
