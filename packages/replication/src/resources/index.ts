import type { ResourceDefinition } from '../define-resource.ts';
import { accounts } from './accounts.ts';
import { branchProtectionRules } from './branch-protection-rules.ts';
import { branches } from './branches.ts';
import { commits } from './commits.ts';
import { contributors } from './contributors.ts';
import { installationRepositories } from './installation-repositories.ts';
import { installations } from './installations.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { milestones } from './milestones.ts';
import { organizationRunners } from './organization-runners.ts';
import { pullRequests } from './pull-requests.ts';
import { releases } from './releases.ts';
import { repositories } from './repositories.ts';
import { repositoryNames } from './repository-names.ts';
import { runners } from './runners.ts';
import { workflowJobs } from './workflow-jobs.ts';
import { workflowRuns } from './workflow-runs.ts';
import { workflows } from './workflows.ts';

/** All mirrored resources. */
export const resources: readonly ResourceDefinition[] = [
  installations,
  installationRepositories,
  repositories,
  repositoryNames,
  branches,
  branchProtectionRules,
  commits,
  labels,
  milestones,
  issues,
  pullRequests,
  releases,
  workflows,
  workflowRuns,
  workflowJobs,
  runners,
  organizationRunners,
  contributors,
  accounts,
];
