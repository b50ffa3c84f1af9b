import type { BranchProtection, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import type { Scope } from '../scope.ts';

/** A rule for branches; unsupported settings are off, as in a new rule. */
export function branchProtectionRuleNode(
  { nodes }: Scope,
  repository: Repository,
  rule: BranchProtection,
): object {
  return {
    __typename: 'BranchProtectionRule',
    id: nodeId('BPR', 0, repository.id, rule.id),
    databaseId: rule.id,
    pattern: rule.name,
    isAdminEnforced: rule.enforcesAdmins,
    requiresApprovingReviews: rule.requiredReviews !== null,
    requiredApprovingReviewCount: rule.requiredReviews,
    requiresStatusChecks: rule.requiredChecks.length > 0,
    requiredStatusCheckContexts: [...rule.requiredChecks],
    allowsDeletions: false,
    allowsForcePushes: false,
    blocksCreations: false,
    dismissesStaleReviews: false,
    lockBranch: false,
    requireLastPushApproval: false,
    requiresCodeOwnerReviews: false,
    requiresCommitSignatures: false,
    requiresConversationResolution: false,
    requiresDeployments: false,
    requiresLinearHistory: false,
    requiresStrictStatusChecks: false,
    restrictsPushes: false,
    restrictsReviewDismissals: false,
    repository: () => nodes.repository(repository),
  };
}
