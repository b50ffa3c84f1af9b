export { migrateQueues, type QueueStore } from './backend.ts';
export {
  connectQueues,
  type EnqueueAllOptions,
  type EnqueueOptions,
  type JobContext,
  type JobDefinition,
  type Queues,
  type QueuesOptions,
} from './connect-queues.ts';
export { defineQueue, type PayloadOf, type QueueSpec } from './define-queue.ts';
export { observeQueues } from './observe-queues.ts';
export { queueNames } from './specs/all.ts';
export { childrenQueue } from './specs/children.ts';
export { confirmQueue } from './specs/confirm.ts';
export { deliveriesPerJob, deliveriesQueue } from './specs/deliveries.ts';
export { driftQueue } from './specs/drift.ts';
export { fetchQueue } from './specs/fetch.ts';
export { importQueue } from './specs/import.ts';
export { movedQueue } from './specs/moved.ts';
export { probeQueue } from './specs/probe.ts';
export { projectsQueue } from './specs/projects.ts';
export { type RecoveryPayload, recoveryQueue } from './specs/recovery.ts';
export { syncQueue } from './specs/sync.ts';
