import { branches } from './definitions/branches.ts';
import { commits } from './definitions/commits.ts';
import { contributors } from './definitions/contributors.ts';
import { issues } from './definitions/issues.ts';
import { labels } from './definitions/labels.ts';
import { milestones } from './definitions/milestones.ts';
import { pullRequests } from './definitions/pull-requests.ts';
import { releases } from './definitions/releases.ts';
import { runners } from './definitions/runners.ts';
import { workflowRuns } from './definitions/workflow-runs.ts';
import { workflows } from './definitions/workflows.ts';
import type { Representation } from './representation.ts';

/** The resources below a repository, in the order of the API's document. */
export const representations: readonly Representation[] = [
  branches,
  commits,
  pullRequests,
  issues,
  labels,
  milestones,
  contributors,
  releases,
  workflows,
  workflowRuns,
  runners,
];
