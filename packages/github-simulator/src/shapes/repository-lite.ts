import type { RepositoryLite } from '@octokit/webhooks-types';
import { fullNameOf } from '../world/full-name.ts';
import type { Host, Repository } from '../world/model.ts';
import { userShape } from './account.ts';

/** The URL of a repository in the REST API; append `/…` for its objects. */
export function repositoryUrl(host: Host, repository: Repository): string {
  return `${host.api}/repos/${fullNameOf(repository)}`;
}

/** The URL of a repository's page. */
export function repositoryPage(host: Host, repository: Repository): string {
  return `${host.html}/${fullNameOf(repository)}`;
}

/** GitHub's minimal repository, the common part of all fuller schemas. */
export function repositoryLiteShape(host: Host, repository: Repository): RepositoryLite {
  const url = repositoryUrl(host, repository);
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullNameOf(repository),
    private: repository.private,
    owner: userShape(host, repository.owner),
    html_url: repositoryPage(host, repository),
    description: repository.description,
    fork: repository.parent !== null,
    url,
    forks_url: `${url}/forks`,
    keys_url: `${url}/keys{/key_id}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    teams_url: `${url}/teams`,
    hooks_url: `${url}/hooks`,
    issue_events_url: `${url}/issues/events{/number}`,
    events_url: `${url}/events`,
    assignees_url: `${url}/assignees{/user}`,
    branches_url: `${url}/branches{/branch}`,
    tags_url: `${url}/tags`,
    blobs_url: `${url}/git/blobs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    statuses_url: `${url}/statuses/{sha}`,
    languages_url: `${url}/languages`,
    stargazers_url: `${url}/stargazers`,
    contributors_url: `${url}/contributors`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    commits_url: `${url}/commits{/sha}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    comments_url: `${url}/comments{/number}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    merges_url: `${url}/merges`,
    archive_url: `${url}/{archive_format}{/ref}`,
    downloads_url: `${url}/downloads`,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    labels_url: `${url}/labels{/name}`,
    releases_url: `${url}/releases{/id}`,
    deployments_url: `${url}/deployments`,
  };
}
