import type { Branch, Host, Repository } from '../../world/model.ts';
import { protectionOf } from '../../world/protection-of.ts';
import { ok, RestError } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullBranchShape, listedBranchShape } from '../shapes/branch.ts';
import { branchProtectionShape } from '../shapes/branch-protection.ts';

export const branches = repositoryRoutes([
  {
    method: 'GET',
    path: '/branches',
    permission: ['contents', 'read'],
    handle({ context, repository, address, query }) {
      const sorted = [...repository.branches.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
      return pageOf(sorted, { base: address, query }, (branch) =>
        listedBranchShape(context.world.host, repository, branch),
      );
    },
  },
  {
    method: 'GET',
    path: '/branches/*',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      // A branch's name may contain slashes, so that the suffix is not a separate segment.
      const [, name = '', ofProtection] = /^(.*?)(\/protection)?$/.exec(params['*'] ?? '') ?? [];
      const branch = repository.branches.get(name);
      if (branch === undefined) throw new RestError(404, 'Branch not found');
      if (ofProtection !== undefined) return showProtection(context.world.host, repository, branch);
      return ok(fullBranchShape(context.world.host, repository, branch));
    },
  },
]);

function showProtection(host: Host, repository: Repository, branch: Branch) {
  const rule = protectionOf(repository, branch.name);
  if (rule === undefined) throw new RestError(404, 'Branch not protected');
  return ok(branchProtectionShape(host, repository, { branch, rule }));
}
