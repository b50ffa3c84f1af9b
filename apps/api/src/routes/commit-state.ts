import { contract } from '@hubtwin/contract';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { hasParent } from '../mirrored/has-parent.ts';
import { ProblemError } from '../problem-error.ts';
import { commitState } from '../queries/commit-state.ts';

/** The resources that name a commit, and their columns. */
const parents = [
  { name: 'commits', column: 'sha' },
  { name: 'pull_requests', column: 'head_sha' },
];

export const getCommitState = cachedRepositoryRoute(
  contract.getCommitState,
  { resource: 'workflows', shows: ['check_runs', 'commit_statuses', 'commits', 'pull_requests'] },
  async ({ params: { sha }, repositoryId }, { database }) => {
    const body = await commitState(database, { repositoryId, sha });
    if (body.total === 0 && !(await hasParent(database, parents, { repositoryId, value: sha })))
      throw new ProblemError('not_found', 'There is no such commit.');
    return { body };
  },
);
