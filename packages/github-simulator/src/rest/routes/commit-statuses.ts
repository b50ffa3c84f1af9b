import type { components } from '@octokit/openapi-types';
import { commitStatusShape } from '../../shapes/commit-status.ts';
import { findCommit } from '../../world/commit-history.ts';
import { latestStatuses } from '../../world/latest-statuses.ts';
import type { Commit, CommitStatus } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';

const permission = ['statuses', 'read'] as const;

/** Statuses of commits, newest first, and what GitHub combines of them. */
export const commitStatuses = repositoryRoutes([
  {
    method: 'GET',
    path: '/commits/:ref/statuses',
    permission,
    handle(call) {
      const { context, repository, address, query } = call;
      const commit = commitOf(call);
      const statuses = repository.statuses.values().filter((status) => status.commit === commit);
      return pageOf(
        [...statuses].reverse(),
        { base: address, query },
        (status): components['schemas']['status'] =>
          commitStatusShape(context.world.host, repository, status),
      );
    },
  },
  {
    method: 'GET',
    path: '/commits/:ref/status',
    permission,
    handle(call) {
      const { context, repository, address } = call;
      const { host } = context.world;
      const commit = commitOf(call);
      const statuses = latestStatuses(repository, commit);
      const url = address.replace(/\/status$/, '');
      const combined: components['schemas']['combined-commit-status'] = {
        state: stateOf(statuses),
        statuses: statuses.map((status) => {
          const { creator: _, ...shape } = commitStatusShape(host, repository, status);
          return shape;
        }),
        sha: commit.sha,
        total_count: statuses.length,
        repository: listedRepositoryShape(host, repository),
        commit_url: url,
        url: `${url}/status`,
      };
      return ok(combined);
    },
  },
]);

function commitOf({ repository, params }: RepositoryCall): Commit {
  const found = findCommit(repository, params.ref ?? '');
  if (found === undefined) throw notFound();
  return found;
}

/** GitHub's rule for statuses alone: it does not include check runs. */
function stateOf(statuses: readonly CommitStatus[]): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) return 'failure';
  return statuses.length === 0 || statuses.some(({ state }) => state === 'pending') ? 'pending' : 'success';
}
