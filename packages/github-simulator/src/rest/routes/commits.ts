import { notFound, ok, RestError } from '../answer.ts';
import { findCommit, historyOf, type LinkedCommit } from '../commit-history.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullCommitShape, listedCommitShape } from '../shapes/commit.ts';

/** Commits of a branch, or behind a sha, newest first. */
export const commits = repositoryRoutes([
  {
    method: 'GET',
    path: '/commits',
    permission: ['contents', 'read'],
    handle({ context, repository, address, query }) {
      const history = historyOf(repository, query.get('sha') ?? repository.defaultBranch);
      if (history === undefined) throw notFound();
      return pageOf(filtered(history, query), { base: address, query }, (link) =>
        listedCommitShape(context.world.host, repository, link),
      );
    },
  },
  {
    method: 'GET',
    path: '/commits/:ref',
    permission: ['contents', 'read'],
    handle({ context, repository, params }) {
      const ref = params.ref ?? '';
      const found = findCommit(repository, ref);
      if (found === undefined) throw new RestError(422, `No commit found for SHA: ${ref}`);
      return ok(fullCommitShape(context.world.host, repository, found));
    },
  },
]);

function filtered(history: readonly LinkedCommit[], query: URLSearchParams): LinkedCommit[] {
  const since = Date.parse(query.get('since') ?? '');
  const until = Date.parse(query.get('until') ?? '');
  const author = query.get('author');
  const path = query.get('path');
  return history.filter(({ commit }) => {
    const at = Date.parse(commit.timestamp);
    if (!Number.isNaN(since) && at < since) return false;
    if (!Number.isNaN(until) && at > until) return false;
    if (author !== null && commit.author.login !== author && commit.author.email !== author) return false;
    return path === null || [...commit.added, ...commit.modified, ...commit.removed].includes(path);
  });
}
