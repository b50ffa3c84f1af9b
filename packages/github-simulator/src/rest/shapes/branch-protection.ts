import type { components } from '@octokit/openapi-types';
import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Branch, BranchProtection, Host, Repository } from '../../world/model.ts';

/** The protection of a branch; unsupported settings are off, as in a new rule. */
export function branchProtectionShape(
  host: Host,
  repository: Repository,
  { branch, rule }: { branch: Branch; rule: BranchProtection },
): components['schemas']['branch-protection'] {
  const url = `${repositoryUrl(host, repository)}/branches/${branch.name}/protection`;
  const contexts = [...rule.requiredChecks];
  const off = { enabled: false };
  return {
    url,
    ...(contexts.length > 0 && {
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict: false,
        contexts,
        contexts_url: `${url}/required_status_checks/contexts`,
        checks: contexts.map((context) => ({ context, app_id: null })),
      },
    }),
    ...(rule.requiredReviews !== null && {
      required_pull_request_reviews: {
        url: `${url}/required_pull_request_reviews`,
        dismiss_stale_reviews: false,
        require_code_owner_reviews: false,
        require_last_push_approval: false,
        required_approving_review_count: rule.requiredReviews,
      },
    }),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rule.enforcesAdmins },
    required_linear_history: off,
    allow_force_pushes: off,
    allow_deletions: off,
    block_creations: off,
    required_conversation_resolution: off,
    lock_branch: off,
    allow_fork_syncing: off,
  };
}
