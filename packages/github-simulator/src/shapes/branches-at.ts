import type { Commit, Host, Repository } from '../world/model.ts';
import { repositoryUrl } from './repository-lite.ts';

/** The branches with this head, as a status names them. */
export function branchesAt(host: Host, repository: Repository, commit: Commit) {
  const heads = repository.branches.values().filter(({ head }) => head === commit);
  return [
    ...heads.map(({ name }) => ({
      name,
      commit: { sha: commit.sha, url: `${repositoryUrl(host, repository)}/commits/${commit.sha}` },
      protected: repository.protections.has(name),
    })),
  ];
}
