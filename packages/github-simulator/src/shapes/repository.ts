import type { Repository as RepositoryPayload } from '@octokit/webhooks-types';
import { fullNameOf } from '../world/full-name.ts';
import type { Host, Repository } from '../world/model.ts';
import { starsOf } from '../world/stars-of.ts';
import { repositoryLiteShape, repositoryPage } from './repository-lite.ts';

/** The `repository` of every delivery except `push`. */
export function repositoryShape(host: Host, repository: Repository): RepositoryPayload {
  const page = repositoryPage(host, repository);
  const fullName = fullNameOf(repository);
  const hostname = new URL(host.html).host;
  const stars = starsOf(repository);
  return {
    ...repositoryLiteShape(host, repository),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    git_url: `git://${hostname}/${fullName}.git`,
    ssh_url: `git@${hostname}:${fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: repository.homepage,
    size: repository.size,
    stargazers_count: stars,
    watchers_count: stars,
    language: repository.language,
    has_issues: repository.features.issues,
    has_projects: repository.features.projects,
    has_downloads: repository.features.downloads,
    has_wiki: repository.features.wiki,
    has_pages: false,
    has_discussions: repository.features.discussions,
    forks_count: repository.forks,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    open_issues_count: repository.openIssues,
    license: licenseShape(host),
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [...repository.topics],
    visibility: repository.internal ? 'internal' : repository.private ? 'private' : 'public',
    forks: repository.forks,
    open_issues: repository.openIssues,
    watchers: stars,
    default_branch: repository.defaultBranch,
    custom_properties: {},
  };
}

/** All repositories have the license Apache-2.0. */
export function licenseShape(host: Host) {
  return {
    key: 'apache-2.0',
    name: 'Apache License 2.0',
    spdx_id: 'Apache-2.0',
    url: `${host.api}/licenses/apache-2.0`,
    node_id: 'MDc6TGljZW5zZTI=',
  };
}

/** How pull requests may be merged: as in a new repository. */
export const mergeSettings = {
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
} as const;

/** The repository at either end of a pull request, which includes its merge settings. */
export function mergeableRepositoryShape(host: Host, repository: Repository): RepositoryPayload {
  return {
    ...repositoryShape(host, repository),
    ...mergeSettings,
  };
}

/**
 * The `repository` of a `push`: older than the rest of GitHub's payloads, with times in seconds, the page as its `url`,
 * and a few fields that occur nowhere else.
 */
export function pushedRepositoryShape(host: Host, repository: Repository): RepositoryPayload {
  const shape = repositoryShape(host, repository);
  const { login, email, type } = repository.owner;
  return {
    ...shape,
    owner: { ...shape.owner, name: login, email },
    url: shape.html_url,
    created_at: Date.parse(repository.createdAt) / 1000,
    pushed_at: Date.parse(repository.pushedAt) / 1000,
    stargazers: shape.stargazers_count,
    master_branch: shape.default_branch,
    ...(type === 'Organization' && { organization: login }),
  };
}
