import type { Route } from '../http/route.ts';
import { listBranches } from './branches.ts';
import { listChanges } from './changes.ts';
import { getCommit, listCommits } from './commits.ts';
import { getDocs } from './docs.ts';
import { getInstallation, listInstallationRepositories, listInstallations } from './installations.ts';
import { getIssue, listAllIssues, listIssues } from './issues.ts';
import { listLabels } from './labels.ts';
import { getOpenApi } from './openapi.ts';
import { getPullRequest, listAllPullRequests, listPullRequests } from './pull-requests.ts';
import { recoverWebhookEvents } from './recover.ts';
import { listReleases } from './releases.ts';
import { replayWebhookEvent, replayWebhookEvents } from './replay.ts';
import { getRepository, getRepositoryById, getRepositoryInfo, listRepositories } from './repositories.ts';
import { getHealth, getReadiness } from './system.ts';
import { getWebhookEvent, listWebhookEvents } from './webhook-events.ts';
import { getWebhookHealth, getWebhookStats } from './webhook-health.ts';
import { listWorkflowJobs } from './workflow-jobs.ts';
import { getWorkflowRun, listAllWorkflowRuns, listWorkflowRuns } from './workflow-runs.ts';

/** Every route of the contract. */
export const routes: readonly Route[] = [
  getHealth,
  getReadiness,
  getOpenApi,
  getDocs,
  listRepositories,
  getRepositoryById,
  getRepository,
  getRepositoryInfo,
  listBranches,
  listCommits,
  getCommit,
  listPullRequests,
  getPullRequest,
  listIssues,
  getIssue,
  listLabels,
  listReleases,
  listWorkflowRuns,
  getWorkflowRun,
  listWorkflowJobs,
  listChanges,
  listAllIssues,
  listAllPullRequests,
  listAllWorkflowRuns,
  listInstallations,
  getInstallation,
  listInstallationRepositories,
  listWebhookEvents,
  getWebhookEvent,
  replayWebhookEvent,
  replayWebhookEvents,
  recoverWebhookEvents,
  getWebhookStats,
  getWebhookHealth,
];
