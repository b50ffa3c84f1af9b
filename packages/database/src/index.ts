export { type AuditEntry, storeAuditEntries } from './access/audit-entries.ts';
export {
  claimIdempotencyKey,
  type IdempotencyClaim,
  type IdempotentRequest,
} from './access/claim-idempotency-key.ts';
export { createApiKey, type NewApiKey } from './access/create-api-key.ts';
export { findAllowedRepositories } from './access/find-allowed-repositories.ts';
export { findOwnTokens, type OwnToken } from './access/find-own-tokens.ts';
export { findRepositoryAccess, type RepositoryAccess } from './access/find-repository-access.ts';
export { finishIdempotencyKey } from './access/finish-idempotency-key.ts';
export { hasOwnTokens } from './access/has-own-tokens.ts';
export { keepIdempotentEffect } from './access/keep-idempotent-effect.ts';
export { type ListedApiKey, listApiKeys } from './access/list-api-keys.ts';
export { pruneAuditLog } from './access/prune-audit-log.ts';
export { pruneIdempotencyKeys } from './access/prune-idempotency-keys.ts';
export { recordTokenUses } from './access/record-token-uses.ts';
export { releaseIdempotencyKey } from './access/release-idempotency-key.ts';
export { revokeApiKey } from './access/revoke-api-key.ts';
export { storeRepositoryToken } from './access/store-repository-token.ts';
export { type Visibility, visible } from './access/visible.ts';
export { findLabelsWithoutRunner } from './actions/find-labels-without-runner.ts';
export { type ActionsState, measureActions } from './actions/measure-actions.ts';
export { openJobs, stuckReason } from './actions/open-jobs.ts';
export { FenceError } from './changes/fence-error.ts';
export { readLogHistory } from './changes/log-history.ts';
export { noticeRestore } from './changes/notice-restore.ts';
export { oldestKeptChange } from './changes/oldest-kept-change.ts';
export { type Change, changesHorizon, readChanges } from './changes/read-changes.ts';
export { requireFence } from './changes/require-fence.ts';
export { encryptedColumns } from './ciphertexts/encrypted-columns.ts';
export { type CiphertextRow, readCiphertexts } from './ciphertexts/read-ciphertexts.ts';
export { replaceCiphertexts } from './ciphertexts/replace-ciphertexts.ts';
export {
  createDatabase,
  type DatabaseConnection,
  type DatabaseOptions,
} from './connection/create-database.ts';
export { holdLock } from './connection/hold-lock.ts';
export { isDataError } from './connection/is-data-error.ts';
export { isOlderThan } from './connection/is-older-than.ts';
export { openConnections } from './connection/open-connections.ts';
export type { CredentialCheck } from './credentials/credential-check.ts';
export { pruneCredentialChecks } from './credentials/prune-credential-checks.ts';
export { readCredentialChecks } from './credentials/read-credential-checks.ts';
export { storeCredentialCheck } from './credentials/store-credential-check.ts';
export { readCursor } from './cursors/read-cursor.ts';
export { saveCursor } from './cursors/save-cursor.ts';
export { type BufferJoiner, createBufferJoiner } from './deliveries/buffer-joiner.ts';
export type { Claim } from './deliveries/claim.ts';
export { type ClaimedDelivery, claimDeliveries } from './deliveries/claim-deliveries.ts';
export { countDeliveries, type DeliveryCount } from './deliveries/count-deliveries.ts';
export { countParked } from './deliveries/count-parked.ts';
export { countUndeliveredChanges } from './deliveries/count-undelivered-changes.ts';
export { countWaiting } from './deliveries/count-waiting.ts';
export { currentStatus, type DeliveryFilters, deliveryConditions } from './deliveries/delivery-filters.ts';
export { findAbandoned } from './deliveries/find-abandoned.ts';
export { findFetchedRepositories } from './deliveries/find-fetched-repositories.ts';
export { type ConfiguredHook, type DeliveryFilter, findHooks } from './deliveries/find-hooks.ts';
export { findReplayable } from './deliveries/find-replayable.ts';
export { findUnqueued, type UnqueuedDelivery } from './deliveries/find-unqueued.ts';
export { type FinishedDelivery, finishDeliveries } from './deliveries/finish-deliveries.ts';
export { measureDeliveries } from './deliveries/measure-deliveries.ts';
export { type DeliveryRhythm, readDeliveryRhythm } from './deliveries/read-delivery-rhythm.ts';
export { renewClaims } from './deliveries/renew-claims.ts';
export { replayDeliveries, retryRedelivered } from './deliveries/replay-deliveries.ts';
export { resolveDeliveryFilters } from './deliveries/resolve-delivery-filters.ts';
export {
  type IncomingDelivery,
  type StoredDelivery,
  storeDeliveries,
} from './deliveries/store-deliveries.ts';
export { readFreshness } from './drift/freshness.ts';
export { sampleObjects } from './drift/sample-objects.ts';
export { followEmbedded } from './embedded/follow-embedded.ts';
export { createDurableCursor } from './following/create-durable-cursor.ts';
export { createMemoryCursor } from './following/create-memory-cursor.ts';
export { type ChangeFollower, type FollowOptions, followChanges } from './following/follow-changes.ts';
export type { FollowerCursor } from './following/follower-cursor.ts';
export { listenToChanges } from './following/listen-to-changes.ts';
export { readLogEnds } from './following/read-log.ts';
export { createGitHubBudgetStore } from './github-budgets/create-github-budget-store.ts';
export { pruneGitHubBudgets } from './github-budgets/prune-github-budgets.ts';
export { followHookOwners } from './hooks/follow-hook-owners.ts';
export { recordHookDeleted } from './hooks/record-hook-deleted.ts';
export { recordHooked } from './hooks/record-hooked.ts';
export { reserveWebhookConfig } from './hooks/reserve-webhook-config.ts';
export { createHttpCache } from './http-cache/create-http-cache.ts';
export { pruneHttpCache } from './http-cache/prune-http-cache.ts';
export { findAccountInstallation } from './installations/find-account-installation.ts';
export { findInstallation } from './installations/find-installation.ts';
export { findInstallationGrants } from './installations/find-installation-grants.ts';
export { findOwnerInstallation } from './installations/find-owner-installation.ts';
export { findRulesGrant } from './installations/find-rules-grant.ts';
export { changeTracking, type Tracking } from './lifecycle/change-tracking.ts';
export { findNameConflicts } from './lifecycle/find-name-conflicts.ts';
export { findUntracked } from './lifecycle/find-untracked.ts';
export { markInaccessible } from './lifecycle/mark-inaccessible.ts';
export { purgeInaccessible } from './lifecycle/purge-inaccessible.ts';
export { findBranchHeads } from './lists/find-branch-heads.ts';
export { findChangedSince } from './lists/find-changed-since.ts';
export { findHistoryGaps } from './lists/find-history-gaps.ts';
export { findOfOrganization } from './lists/find-of-organization.ts';
export { findOrganization } from './lists/find-organization.ts';
export {
  findPolledOrganizations,
  findPolledRepositories,
  type Polled,
} from './lists/find-polled.ts';
export { findRestrictions, type Restriction } from './lists/find-restrictions.ts';
export { findUnknownHeads } from './lists/find-unknown-heads.ts';
export { findUnregistered, type UnregisteredObject } from './lists/find-unregistered.ts';
export { type KnownList, knownLists } from './lists/known-lists.ts';
export { type CountDifference, recordCountDifferences } from './lists/record-count-differences.ts';
export { recordHistoryGaps } from './lists/record-history-gaps.ts';
export {
  type ListOutcome,
  type RepositoryLists,
  recordLists,
  recordListsOfEach,
} from './lists/record-lists.ts';
export { recordName } from './lists/record-name.ts';
export { recordUnavailableCommit } from './lists/record-unavailable-commit.ts';
export { settleCountDifferences } from './lists/settle-count-differences.ts';
export { migrate } from './migrations/migrate.ts';
export { pendingMigrations } from './migrations/pending-migrations.ts';
export { type ClaimedMissed, claimMissed } from './missed/claim-missed.ts';
export { doDeliveriesArrive } from './missed/do-deliveries-arrive.ts';
export { type ListedDelivery, recordMissed } from './missed/record-missed.ts';
export { releaseMissed } from './missed/release-missed.ts';
export { retryGivenUp } from './missed/retry-given-up.ts';
export { type SettledMissed, settleMissed } from './missed/settle-missed.ts';
export { applyObservations, type Outcome } from './observations/apply-observations.ts';
export {
  findUncertain,
  findUncertainGroups,
  findUnconfirmedGroups,
  type UncertainObject,
} from './observations/find-uncertain.ts';
export type { Cause, Observation, Source } from './observations/observation.ts';
export { requestRefetch } from './observations/request-refetch.ts';
export { type StoredOutcome, storeObservations } from './observations/store-observations.ts';
export { restoreObjects } from './originals/restore-objects.ts';
export { restoreRepository } from './originals/restore-repository.ts';
export { attemptEach } from './partitions/attempt-each.ts';
export { changes, webhookBodies } from './partitions/daily-table.ts';
export { ensurePartitions } from './partitions/ensure-partitions.ts';
export { expirePartitions } from './partitions/expire-partitions.ts';
export { createProject, type ProjectSettings } from './projects/create-project.ts';
export { deleteProject } from './projects/delete-project.ts';
export { findDueProjects } from './projects/find-due-projects.ts';
export { findInaccessibleProjects } from './projects/find-inaccessible-projects.ts';
export { findProjectState, type ProjectState } from './projects/find-project-state.ts';
export { findWatchedBranches } from './projects/find-watched-branches.ts';
export { findWatchingProjects, type WatchingProject } from './projects/find-watching-projects.ts';
export { type PassedCommits, passCommits } from './projects/pass-commits.ts';
export type {
  Dependency,
  DependencyKind,
  FileChange,
  Progress,
  ProgressChanges,
  TaskCount,
  TaskSection,
  WatchedFile,
} from './projects/progress.ts';
export { recordProcessing } from './projects/record-processing.ts';
export { recordProjectFailure } from './projects/record-project-failure.ts';
export { requestProcessing } from './projects/request-processing.ts';
export { updateProject } from './projects/update-project.ts';
export { latestRateLimits } from './rate-limits/latest-rate-limits.ts';
export { pruneRateLimitSamples } from './rate-limits/prune-rate-limit-samples.ts';
export type { RateLimitSample } from './rate-limits/rate-limit-sample.ts';
export { storeRateLimitSamples } from './rate-limits/store-rate-limit-samples.ts';
export { addRequestCounts } from './requests/add-request-counts.ts';
export { pruneRequestCounts } from './requests/prune-request-counts.ts';
export { readRequestCounts } from './requests/read-request-counts.ts';
export type { RequestCounts } from './requests/request-counts.ts';
export type { ChangeKind, Database } from './schema.ts';
export { cancelSyncTasks } from './sync/cancel-sync-tasks.ts';
export type { ChildrenOfParents } from './sync/children-of-parents.ts';
export { countPages } from './sync/count-pages.ts';
export { createSyncJob } from './sync/create-sync-job.ts';
export { deleteCursors, readCursors } from './sync/cursors.ts';
export { dropKnown } from './sync/drop-known.ts';
export { type ChangedParent, findChangedParents } from './sync/find-changed-parents.ts';
export {
  type ComparableOrganization,
  findComparableOrganizations,
} from './sync/find-comparable-organizations.ts';
export { findFailingInstallations } from './sync/find-failing-installations.ts';
export { findHeadObjects } from './sync/find-head-objects.ts';
export { findHeads } from './sync/find-heads.ts';
export { findMiscounted } from './sync/find-miscounted.ts';
export { findMiscountedMilestones } from './sync/find-miscounted-milestones.ts';
export { findNeverSynced } from './sync/find-never-synced.ts';
export { findOpenHeads } from './sync/find-open-heads.ts';
export { findOrphans } from './sync/find-orphans.ts';
export { findParents } from './sync/find-parents.ts';
export { findProbed } from './sync/find-probed.ts';
export { findProtectionRules, type StoredProtectionRule } from './sync/find-protection-rules.ts';
export { findRuns, type KnownRun } from './sync/find-runs.ts';
export { findStaleDetails } from './sync/find-stale-details.ts';
export { findSyncJob } from './sync/find-sync-job.ts';
export { findUnfinished, findUnfinishedParents } from './sync/find-unfinished.ts';
export { findUnlisted } from './sync/find-unlisted.ts';
export { findWatchedChildren } from './sync/find-watched-children.ts';
export { findWatchedObjects, type WatchedObject } from './sync/find-watched-objects.ts';
export { findWatchedRuns, type WatchedRun } from './sync/find-watched-runs.ts';
export { type EndedSyncJob, finishSyncTask, type SyncEnd } from './sync/finish-sync-task.ts';
export { haveChangedParentsChildren } from './sync/have-changed-parents-children.ts';
export { isFirstImport } from './sync/is-first-import.ts';
export { isSyncTaskRunning } from './sync/is-sync-task-running.ts';
export { type Coverage, measureCoverage } from './sync/measure-coverage.ts';
export {
  clearPendingChildren,
  findPendingChildren,
  findPendingLists,
  findPendingNames,
  markChildrenPending,
  type PendingReason,
} from './sync/pending-children.ts';
export { pruneSyncJobs } from './sync/prune-sync-jobs.ts';
export { reclaimSyncTasks } from './sync/reclaim-sync-tasks.ts';
export { recordChildrenFetched } from './sync/record-children-fetched.ts';
export { recordFailedSync } from './sync/record-failed-sync.ts';
export { recordLeftOut } from './sync/record-left-out.ts';
export { recordProbed } from './sync/record-probed.ts';
export { retrySyncTasks } from './sync/retry-sync-tasks.ts';
export { saveTaskLists } from './sync/save-task-lists.ts';
export { type StartedSyncTask, startSyncTask } from './sync/start-sync-task.ts';
export type { NewSyncJob, NewSyncTask, SyncJob, SyncTask } from './sync/sync-job.ts';
export { syncOverdueSeconds } from './sync/sync-overdue.ts';
export {
  type ListToTrack,
  type TrackedList,
  type TrackedOptions,
  type TrackedRepository,
  trackedRepositories,
} from './sync/tracked-repositories.ts';
export type { AuditOutcome, RepositoryRole } from './tables/access-tables.ts';
export type { DeliveryStatus } from './tables/inbox-tables.ts';
export type {
  RestrictionState,
  SyncJobStatus,
  SyncJobType,
  SyncTaskStatus,
  SyncWork,
  TaskList,
} from './tables/sync-tables.ts';
export { consumeState } from './users/consume-state.ts';
export { findUserRole, type UserRole } from './users/find-user-role.ts';
export { recordUserInstallation } from './users/record-user-installation.ts';
