import { childrenQueue } from './children.ts';
import { confirmQueue } from './confirm.ts';
import { deliveriesQueue } from './deliveries.ts';
import { driftQueue } from './drift.ts';
import { fetchQueue } from './fetch.ts';
import { importQueue } from './import.ts';
import { movedQueue } from './moved.ts';
import { probeQueue } from './probe.ts';
import { projectsQueue } from './projects.ts';
import { recoveryQueue } from './recovery.ts';
import { syncQueue } from './sync.ts';

/** Every queue, for dashboards and metrics. */
export const allQueues = [
  confirmQueue,
  deliveriesQueue,
  driftQueue,
  fetchQueue,
  importQueue,
  movedQueue,
  probeQueue,
  projectsQueue,
  recoveryQueue,
  childrenQueue,
  syncQueue,
];

export const queueNames: readonly string[] = allQueues.map(({ name }) => name);
