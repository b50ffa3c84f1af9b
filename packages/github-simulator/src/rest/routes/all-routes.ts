import type { Route } from '../route.ts';
import { accounts } from './accounts.ts';
import { actions } from './actions.ts';
import { appHook } from './app-hook.ts';
import { appManifests } from './app-manifests.ts';
import { appPages } from './app-pages.ts';
import { applicationTokens } from './application-tokens.ts';
import { apps } from './apps.ts';
import { branches } from './branches.ts';
import { checks } from './checks.ts';
import { collaborators } from './collaborators.ts';
import { comments } from './comments.ts';
import { commitStatuses } from './commit-statuses.ts';
import { commits } from './commits.ts';
import { compare } from './compare.ts';
import { contents } from './contents.ts';
import { deployments } from './deployments.ts';
import { forks } from './forks.ts';
import { gitBlobs } from './git-blobs.ts';
import { gitRefs } from './git-refs.ts';
import { graphql } from './graphql.ts';
import { hooks } from './hooks.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { limits } from './limits.ts';
import { milestones } from './milestones.ts';
import { oauth } from './oauth.ts';
import { organizationMembers } from './organization-members.ts';
import { pullRequestParts } from './pull-request-parts.ts';
import { pullRequests } from './pull-requests.ts';
import { releaseAssets } from './release-assets.ts';
import { releases } from './releases.ts';
import { repositories } from './repositories.ts';
import { reviewComments } from './review-comments.ts';
import { reviews } from './reviews.ts';
import { runners } from './runners.ts';
import { searches } from './search.ts';
import { stargazers } from './stargazers.ts';
import { statistics } from './statistics.ts';
import { tags } from './tags.ts';
import { teams } from './teams.ts';
import { trees } from './trees.ts';
import { userInstallations } from './user-installations.ts';
import { workflows } from './workflows.ts';

/** Every route of the REST API that the simulator serves. */
export const allRoutes: readonly Route[] = [
  ...limits,
  ...graphql,
  ...apps,
  ...accounts,
  ...repositories,
  ...branches,
  ...commits,
  ...checks,
  ...commitStatuses,
  ...deployments,
  ...issues,
  ...reviewComments,
  ...pullRequests,
  ...reviews,
  ...labels,
  ...releases,
  ...actions,
  ...milestones,
  ...runners,
  ...teams,
  ...contents,
  ...compare,
  ...appHook,
  ...hooks,
  ...oauth,
  ...applicationTokens,
  ...appPages,
  ...appManifests,
  ...userInstallations,
  ...collaborators,
  ...organizationMembers,
  ...gitRefs,
  ...gitBlobs,
  ...releaseAssets,
  ...trees,
  ...workflows,
  ...comments,
  ...forks,
  ...pullRequestParts,
  ...stargazers,
  ...statistics,
  ...tags,
  ...searches,
];
