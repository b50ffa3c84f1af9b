import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { licenseShape, repositoryShape } from '../../shapes/repository.ts';
import type { Host, Repository } from '../../world/model.ts';

type Schemas = components['schemas'];

/** A repository in a list. */
export function listedRepositoryShape(host: Host, repository: Repository) {
  const {
    // Typed by webhooks as they are in a push, or not precisely enough.
    created_at,
    pushed_at,
    organization,
    custom_properties,
    squash_merge_commit_title,
    squash_merge_commit_message,
    merge_commit_title,
    merge_commit_message,
    ...rest
  } = repositoryShape(host, repository);
  return {
    ...rest,
    owner: userShape(host, repository.owner),
    created_at: repository.createdAt,
    pushed_at: repository.pushedAt,
    license: licenseShape(host),
    has_discussions: false,
    disabled: false,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  } satisfies Schemas['minimal-repository'];
}

/** A repository by itself, which shows more than a list does. */
export function fullRepositoryShape(host: Host, repository: Repository): Schemas['full-repository'] {
  return {
    ...listedRepositoryShape(host, repository),
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    allow_update_branch: false,
    use_squash_pr_title_as_default: false,
    squash_merge_commit_message: 'COMMIT_MESSAGES',
    squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
    merge_commit_message: 'PR_TITLE',
    merge_commit_title: 'MERGE_MESSAGE',
    custom_properties: {},
    temp_clone_token: '',
    network_count: repository.forks,
    subscribers_count: repository.stargazers.size,
    ...(repository.owner.type === 'Organization' && { organization: userShape(host, repository.owner) }),
  };
}
