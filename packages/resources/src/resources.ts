import type { ResourceDefinition } from './definition.ts';
import { accounts } from './definitions/accounts.ts';
import { branchProtectionRules } from './definitions/branch-protection-rules.ts';
import { branches } from './definitions/branches.ts';
import { checkRuns } from './definitions/check-runs.ts';
import { checkSuites } from './definitions/check-suites.ts';
import { collaborators } from './definitions/collaborators.ts';
import { commitStatuses } from './definitions/commit-statuses.ts';
import { commits } from './definitions/commits.ts';
import { contributors } from './definitions/contributors.ts';
import { deploymentStatuses } from './definitions/deployment-statuses.ts';
import { deployments } from './definitions/deployments.ts';
import { installationRepositories } from './definitions/installation-repositories.ts';
import { installations } from './definitions/installations.ts';
import { issueComments } from './definitions/issue-comments.ts';
import { issues } from './definitions/issues.ts';
import { labels } from './definitions/labels.ts';
import { milestones } from './definitions/milestones.ts';
import { organizationMembers } from './definitions/organization-members.ts';
import { organizationRunners } from './definitions/organization-runners.ts';
import { organizationSettings } from './definitions/organization-settings.ts';
import { pullRequestCommits } from './definitions/pull-request-commits.ts';
import { pullRequests } from './definitions/pull-requests.ts';
import { releases } from './definitions/releases.ts';
import { repositories } from './definitions/repositories.ts';
import { repositoryNames } from './definitions/repository-names.ts';
import { reviewComments } from './definitions/review-comments.ts';
import { reviewThreads } from './definitions/review-threads.ts';
import { reviews } from './definitions/reviews.ts';
import { runners } from './definitions/runners.ts';
import { tags } from './definitions/tags.ts';
import { teamMembers } from './definitions/team-members.ts';
import { teamRepositories } from './definitions/team-repositories.ts';
import { teams } from './definitions/teams.ts';
import { workflowJobs } from './definitions/workflow-jobs.ts';
import { workflowRuns } from './definitions/workflow-runs.ts';
import { workflows } from './definitions/workflows.ts';
import type { Representation } from './representation.ts';

/** All mirrored resources. */
export const resources: readonly ResourceDefinition[] = [
  installations,
  installationRepositories,
  repositories,
  repositoryNames,
  branches,
  branchProtectionRules,
  tags,
  commits,
  labels,
  milestones,
  issues,
  pullRequests,
  pullRequestCommits,
  issueComments,
  reviewComments,
  reviews,
  reviewThreads,
  releases,
  workflows,
  workflowRuns,
  workflowJobs,
  checkSuites,
  checkRuns,
  commitStatuses,
  deployments,
  deploymentStatuses,
  runners,
  organizationRunners,
  contributors,
  collaborators,
  organizationSettings,
  organizationMembers,
  teams,
  teamMembers,
  teamRepositories,
  accounts,
];

/** What the API shows of a resource. @throws TypeError if it is not shown. */
export function shownAs({ name, shown }: ResourceDefinition): Representation {
  if (shown === undefined) throw new TypeError(`The API does not show ${name}`);
  return shown;
}

const shown: readonly Representation[] = resources.flatMap(({ shown }) => shown ?? []);

/** The representations that have routes below a repository, in the order of the API's document. */
export const representations: readonly Representation[] = shown.filter(
  ({ isOfParent, isOfOrganization }) => isOfParent !== true && isOfOrganization !== true,
);

/** The representations that have a list across all repositories. */
export const acrossRepresentations: readonly Representation[] = shown.filter(
  ({ across }) => across !== undefined,
);

/** The representation of the objects that have a list of others; undefined if there is none. */
export const parentOf = ({ parent }: Representation): Representation | undefined =>
  resources.find(({ name }) => name === parent?.resource)?.shown;

/** The representations that have routes below an organisation. */
export const organizationRepresentations: readonly Representation[] = shown.filter(
  ({ isOfOrganization }) => isOfOrganization === true,
);
