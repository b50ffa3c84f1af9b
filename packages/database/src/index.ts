export { type Change, changesHorizon, readChanges } from './changes/read-changes.ts';
export { createDatabase, type DatabaseConnection, type DatabaseOptions } from './create-database.ts';
export { readCursor } from './cursors/read-cursor.ts';
export { saveCursor } from './cursors/save-cursor.ts';
export { dropExpiredBodies, ensureBodyPartitions } from './deliveries/body-partitions.ts';
export { type BufferJoiner, createBufferJoiner } from './deliveries/buffer-joiner.ts';
export { type ClaimedDelivery, claimDeliveries } from './deliveries/claim-deliveries.ts';
export { findStranded, type StrandedDelivery } from './deliveries/find-stranded.ts';
export { type FinishedDelivery, finishDeliveries } from './deliveries/finish-deliveries.ts';
export { replayDeliveries, retryRedelivered } from './deliveries/replay-deliveries.ts';
export {
  type IncomingDelivery,
  type StoredDelivery,
  storeDeliveries,
} from './deliveries/store-deliveries.ts';
export { findBranchHeads } from './find-branch-heads.ts';
export { findInstallation } from './find-installation.ts';
export { findRepositoryAccess, type RepositoryAccess } from './find-repository-access.ts';
export { holdLock } from './hold-lock.ts';
export { migrate } from './migrate.ts';
export { type ClaimedMissed, claimMissed } from './missed/claim-missed.ts';
export { doDeliveriesArrive } from './missed/do-deliveries-arrive.ts';
export { type ListedDelivery, noteMissed } from './missed/note-missed.ts';
export { releaseMissed } from './missed/release-missed.ts';
export { retryGivenUp } from './missed/retry-given-up.ts';
export { type SettledMissed, settleMissed } from './missed/settle-missed.ts';
export { applyObservations, type Outcome } from './observations/apply-observations.ts';
export { type DoubtfulObject, findDoubtful, findDoubtfulGroups } from './observations/find-doubtful.ts';
export type { JsonObject, Observation, Resource, Source } from './observations/observation.ts';
export { openConnections } from './open-connections.ts';
export { latestRateLimits } from './rate-limits/latest-rate-limits.ts';
export { pruneRateLimitSamples } from './rate-limits/prune-rate-limit-samples.ts';
export type { RateLimitSample } from './rate-limits/rate-limit-sample.ts';
export { storeRateLimitSamples } from './rate-limits/store-rate-limit-samples.ts';
export type { ChangeKind, Database, DeliveryStatus, SyncJobType } from './schema.ts';
export { deleteCursors, readCursors } from './sync/cursors.ts';
export { dropKnown } from './sync/drop-known.ts';
export { findUnlisted } from './sync/find-unlisted.ts';
export { isStored, newestOf } from './sync/known-of-list.ts';
export {
  countPages,
  createSyncJob,
  findNeverSynced,
  findSyncJob,
  finishSyncRepository,
  type NewSyncJob,
  type SyncJob,
  startSyncRepository,
} from './sync/sync-jobs.ts';
export { type TrackedRepository, trackedRepositories } from './sync/tracked-repositories.ts';
export type { TwinTables } from './twin-tables.ts';
