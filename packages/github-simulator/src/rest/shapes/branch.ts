import type { components } from '@octokit/openapi-types';
import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Branch, Host, Repository } from '../../world/model.ts';
import { protectionOf } from '../../world/protection-of.ts';
import { listedCommitShape } from './commit.ts';

type Schemas = components['schemas'];

export function listedBranchShape(
  host: Host,
  repository: Repository,
  branch: Branch,
): Schemas['short-branch'] {
  return {
    name: branch.name,
    commit: {
      sha: branch.head.sha,
      url: `${repositoryUrl(host, repository)}/commits/${branch.head.sha}`,
    },
    protected: protectionOf(repository, branch.name) !== undefined,
  };
}

export function fullBranchShape(
  host: Host,
  repository: Repository,
  branch: Branch,
): Schemas['branch-with-protection'] {
  const url = `${repositoryUrl(host, repository)}/branches/${branch.name}`;
  return {
    name: branch.name,
    commit: listedCommitShape(host, repository, branch.head),
    _links: { html: `${repositoryPage(host, repository)}/tree/${branch.name}`, self: url },
    protected: protectionOf(repository, branch.name) !== undefined,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${url}/protection`,
  };
}
