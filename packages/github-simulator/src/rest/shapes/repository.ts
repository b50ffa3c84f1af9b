import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { licenseShape, mergeSettings, repositoryShape } from '../../shapes/repository.ts';
import type { Host, Repository } from '../../world/model.ts';

type Schemas = components['schemas'];

/** Newer than the published types. */
const newer = ({ features }: Repository) => ({ has_pull_requests: features.pullRequests });

/** A repository in a list. */
export function listedRepositoryShape(host: Host, repository: Repository) {
  const {
    // The types for webhooks are those of a push, or not precise enough.
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
    ...newer(repository),
    owner: userShape(host, repository.owner),
    created_at: repository.createdAt,
    pushed_at: repository.pushedAt,
    license: licenseShape(host),
    has_discussions: repository.features.discussions,
    disabled: false,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  } satisfies Schemas['minimal-repository'];
}

/** A single repository, with more fields than in a list. */
export function fullRepositoryShape(host: Host, repository: Repository): Schemas['full-repository'] {
  return {
    ...listedRepositoryShape(host, repository),
    ...mergeSettings,
    custom_properties: {},
    temp_clone_token: '',
    network_count: repository.forks,
    subscribers_count: repository.stargazers.size,
    ...(repository.parent && { parent: listedRepositoryShape(host, repository.parent) }),
    ...(repository.source && { source: listedRepositoryShape(host, repository.source) }),
    ...(repository.owner.type === 'Organization' && { organization: userShape(host, repository.owner) }),
  };
}
