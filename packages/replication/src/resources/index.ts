import type { ResourceDefinition } from '../define-resource.ts';
import { branches } from './branches.ts';
import { commits } from './commits.ts';
import { installationRepositories } from './installation-repositories.ts';
import { installations } from './installations.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { pullRequests } from './pull-requests.ts';
import { releases } from './releases.ts';
import { repositories } from './repositories.ts';
import { repositoryNames } from './repository-names.ts';
import { workflowJobs } from './workflow-jobs.ts';
import { workflowRuns } from './workflow-runs.ts';

/** Everything that Hubtwin mirrors. */
export const resources: readonly ResourceDefinition[] = [
  installations,
  installationRepositories,
  repositories,
  repositoryNames,
  branches,
  commits,
  labels,
  issues,
  pullRequests,
  releases,
  workflowRuns,
  workflowJobs,
];
