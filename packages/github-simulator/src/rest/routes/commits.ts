import { findCommit, historyOf } from '../../world/commit-history.ts';
import type { Commit } from '../../world/model.ts';
import { notFound, ok, RestError } from '../answer.ts';
import { pageOf } from '../page.ts';
import { readTime } from '../read-time.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { fullCommitShape, listedCommitShape } from '../shapes/commit.ts';

/** Commits of a branch, or the history of a sha, newest first. */
export const commits = repositoryRoutes([
  {
    method: 'GET',
    path: '/commits',
    permission: ['contents', 'read'],
    handle({ context, repository, address, query }) {
      const head = findCommit(repository, query.get('sha') ?? repository.defaultBranch);
      if (head === undefined) throw notFound();
      const history = historyOf(repository, head);
      return pageOf(filtered(history, query), { base: address, query }, (commit) =>
        listedCommitShape(context.world.host, repository, commit),
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

const filters = ['since', 'until', 'author', 'path'];

function filtered(history: readonly Commit[], query: URLSearchParams): readonly Commit[] {
  if (!filters.some((name) => query.has(name))) return history;
  const since = readTime(query.get('since'));
  const until = readTime(query.get('until'));
  const author = query.get('author');
  const path = query.get('path');
  return history.filter((commit) => {
    if (since !== null && commit.timestamp < since) return false;
    if (until !== null && commit.timestamp > until) return false;
    if (author !== null && commit.author.login !== author && commit.author.email !== author) return false;
    return path === null || [...commit.added, ...commit.modified, ...commit.removed].includes(path);
  });
}
