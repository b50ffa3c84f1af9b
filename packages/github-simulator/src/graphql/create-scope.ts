import type { Account } from '../world/model.ts';
import { githubError } from './github-error.ts';
import type { GraphqlViewer } from './graphql-viewer.ts';
import { branchProtectionRuleNode } from './nodes/branch-protection-rule.ts';
import { checkRunNode } from './nodes/check-run.ts';
import { checkSuiteNode } from './nodes/check-suite.ts';
import { commentNode } from './nodes/comment.ts';
import { commitNode } from './nodes/commit.ts';
import { deploymentNode } from './nodes/deployment.ts';
import { issueNode } from './nodes/issue.ts';
import { labelNode } from './nodes/label.ts';
import { milestoneNode } from './nodes/milestone.ts';
import { ownerNode } from './nodes/owner.ts';
import { pullRequestNode } from './nodes/pull-request.ts';
import { refNode } from './nodes/ref.ts';
import { releaseNode } from './nodes/release.ts';
import { repositoryNode } from './nodes/repository.ts';
import { reviewNode } from './nodes/review.ts';
import { reviewCommentNode } from './nodes/review-comment.ts';
import { reviewThreadNode } from './nodes/review-thread.ts';
import { teamNode } from './nodes/team.ts';
import type { Scope } from './scope.ts';
import type { WorldReader } from './world-reader.ts';

export function createScope(
  { host, repositories, teams, members, people }: WorldReader,
  { administers, pushes, readsMembers }: Omit<GraphqlViewer, 'canSee' | 'rateLimit'>,
): Scope {
  const requireMembers = (organization: Account) => {
    if (readsMembers?.(organization) !== false) return;
    throw githubError('FORBIDDEN', 'Resource not accessible by integration');
  };
  const scope: Scope = {
    host,
    administers,
    pushes,
    people,
    repositories,
    teams(organization) {
      requireMembers(organization);
      return teams(organization);
    },
    members(organization) {
      requireMembers(organization);
      return members(organization);
    },
    nodes: {
      account: (account) => ownerNode(scope, account, repositories),
      team: (...of) => teamNode(scope, ...of),
      repository: (...of) => repositoryNode(scope, ...of),
      issue: (...of) => issueNode(scope, ...of),
      pullRequest: (...of) => pullRequestNode(scope, ...of),
      review: (...of) => reviewNode(scope, ...of),
      reviewThread: (...of) => reviewThreadNode(scope, ...of),
      reviewComment: (...of) => reviewCommentNode(scope, ...of),
      label: (...of) => labelNode(scope, ...of),
      release: (...of) => releaseNode(scope, ...of),
      milestone: (...of) => milestoneNode(scope, ...of),
      comment: (...of) => commentNode(scope, ...of),
      branchProtectionRule: (...of) => branchProtectionRuleNode(scope, ...of),
      ref: (...of) => refNode(scope, ...of),
      commit: (...of) => commitNode(scope, ...of),
      checkSuite: (...of) => checkSuiteNode(scope, ...of),
      checkRun: (...of) => checkRunNode(scope, ...of),
      deployment: (...of) => deploymentNode(scope, ...of),
    },
  };
  return scope;
}
