import type { Route } from '../http/route.ts';
import { mirroredRoutes } from '../mirrored/mirrored-routes.ts';
import { organizationRoutes } from '../mirrored/organization-routes.ts';
import { getRepositoryAccess } from './access.ts';
import { getActionsQueue, getActionsStats } from './actions.ts';
import { createApiKeyRoute, getApiKey, listApiKeys, revokeApiKeyRoute } from './api-keys.ts';
import { listAuditLog } from './audit-log.ts';
import { invalidateCache } from './cache.ts';
import { cancelWorkflowRun } from './cancel-run.ts';
import { listAllChanges, listChanges, streamChanges } from './changes.ts';
import { listCollaborators } from './collaborators.ts';
import { getCommitState } from './commit-state.ts';
import { deleteRunner } from './delete-runner.ts';
import { getDocs, getRedoc } from './docs.ts';
import { finishAppInstall, installApp } from './install.ts';
import {
  getInstallation,
  importInstallation,
  listInstallationRepositories,
  listInstallations,
} from './installations.ts';
import { createLabelRoute, deleteLabelRoute, updateLabelRoute } from './label-writes.ts';
import { getOpenApi } from './openapi.ts';
import {
  createProjectRoute,
  deleteProjectRoute,
  getProject,
  listProjectSnapshots,
  listProjects,
  listProjectUpdates,
  processProjectRoute,
  updateProjectRoute,
} from './projects.ts';
import {
  getRateLimitHealth,
  getRateLimitStatus,
  listRateLimitHistory,
  trackRateLimits,
} from './rate-limits.ts';
import { recoverWebhookEvents } from './recover.ts';
import { replayWebhookEvent, replayWebhookEvents } from './replay.ts';
import { getRepository, getRepositoryById, getRepositoryInfo, listRepositories } from './repositories.ts';
import {
  createRepository,
  deleteRepository,
  syncRepositoryRoute,
  updateRepository,
} from './repository-tracking.ts';
import { search } from './search.ts';
import { rotateSecretsRoute } from './secrets.ts';
import { updateRepositorySettings } from './settings.ts';
import { getRepositoryStats } from './stats.ts';
import { getStatus } from './status.ts';
import { getSyncHealth, getSyncStatus, syncAll, triggerSync } from './sync.ts';
import {
  cancelSyncJob,
  getSyncJob,
  listSyncJobRepositories,
  listSyncJobs,
  retrySyncJobRoute,
} from './sync-jobs.ts';
import { getHealth, getReadiness } from './system.ts';
import {
  createWebhookConfig,
  deleteWebhookConfig,
  getWebhookConfig,
  listWebhookConfigs,
  updateWebhookConfig,
} from './webhook-configs.ts';
import { getWebhookEvent, listWebhookEvents } from './webhook-events.ts';
import { getWebhookHealth, getWebhookStats } from './webhook-health.ts';
import { listWorkflowJobs } from './workflow-jobs.ts';

/** Every route of the contract. */
export const routes: readonly Route[] = [
  getHealth,
  getReadiness,
  getOpenApi,
  getDocs,
  getRedoc,
  listRepositories,
  createRepository,
  updateRepository,
  deleteRepository,
  syncRepositoryRoute,
  getRepositoryById,
  getRepository,
  getRepositoryInfo,
  invalidateCache,
  ...mirroredRoutes,
  ...organizationRoutes,
  listWorkflowJobs,
  getActionsStats,
  getActionsQueue,
  listAllChanges,
  streamChanges,
  listCollaborators,
  listChanges,
  search,
  updateRepositorySettings,
  createLabelRoute,
  updateLabelRoute,
  deleteLabelRoute,
  cancelWorkflowRun,
  deleteRunner,
  getRepositoryStats,
  getCommitState,
  listInstallations,
  getInstallation,
  listInstallationRepositories,
  importInstallation,
  getRepositoryAccess,
  installApp,
  finishAppInstall,
  getSyncStatus,
  getSyncHealth,
  triggerSync,
  syncAll,
  listSyncJobs,
  getSyncJob,
  listSyncJobRepositories,
  cancelSyncJob,
  retrySyncJobRoute,
  listProjects,
  createProjectRoute,
  getProject,
  updateProjectRoute,
  deleteProjectRoute,
  processProjectRoute,
  listProjectUpdates,
  listProjectSnapshots,
  listWebhookConfigs,
  createWebhookConfig,
  getWebhookConfig,
  updateWebhookConfig,
  deleteWebhookConfig,
  listWebhookEvents,
  getWebhookEvent,
  replayWebhookEvent,
  replayWebhookEvents,
  recoverWebhookEvents,
  getWebhookStats,
  getWebhookHealth,
  getRateLimitStatus,
  getRateLimitHealth,
  listRateLimitHistory,
  trackRateLimits,
  getStatus,
  listApiKeys,
  createApiKeyRoute,
  getApiKey,
  revokeApiKeyRoute,
  listAuditLog,
  rotateSecretsRoute,
];
