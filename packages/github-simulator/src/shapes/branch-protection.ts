import type { BranchProtectionRule } from '@octokit/webhooks-types';
import type { BranchProtection, Repository } from '../world/model.ts';

/** A rule as in `branch_protection_rule`; unsupported settings are off, as in a new rule. */
export function branchProtectionShape(repository: Repository, rule: BranchProtection): BranchProtectionRule {
  return {
    id: rule.id,
    repository_id: repository.id,
    name: rule.name,
    created_at: rule.createdAt,
    updated_at: rule.updatedAt,
    pull_request_reviews_enforcement_level: rule.requiredReviews === null ? 'off' : 'everyone',
    required_approving_review_count: rule.requiredReviews ?? 0,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    authorized_dismissal_actors_only: false,
    ignore_approvals_from_contributors: false,
    require_last_push_approval: false,
    required_status_checks: [...rule.requiredChecks],
    required_status_checks_enforcement_level: rule.requiredChecks.length === 0 ? 'off' : 'non_admins',
    strict_required_status_checks_policy: false,
    signature_requirement_enforcement_level: 'off',
    linear_history_requirement_enforcement_level: 'off',
    admin_enforced: rule.enforcesAdmins,
    create_protected: false,
    allow_force_pushes_enforcement_level: 'off',
    allow_deletions_enforcement_level: 'off',
    merge_queue_enforcement_level: 'off',
    required_deployments_enforcement_level: 'off',
    required_conversation_resolution_level: 'off',
    authorized_actors_only: false,
    authorized_actor_names: [],
  };
}
