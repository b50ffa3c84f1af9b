import type { components } from '@octokit/openapi-types';
import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import { findCommit } from '../../world/commit-history.ts';
import { compareHistories, type HistoryEnd } from '../../world/compare-histories.ts';
import { findHead } from '../../world/find-head.ts';
import { notFound } from '../answer.ts';
import { changedFiles } from '../changed-files.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { listedCommitShape } from '../shapes/commit.ts';

type Comparison = components['schemas']['commit-comparison'];

const maxCommits = 250;
const maxFiles = 300;

/**
 * The commits of one end that the other lacks: by default 250 per page, and 300 files, on the first.
 *
 * @see https://docs.github.com/rest/commits/commits#compare-two-commits
 */
export const compare = repositoryRoutes([
  {
    method: 'GET',
    path: '/compare/*',
    permission: ['contents', 'read'],
    handle(call) {
      const { context, repository, params, query, address } = call;
      const { host } = context.world;
      const basehead = params['*'] ?? '';
      const [baseRef = '', headRef = ''] = basehead.split('...');
      const base = endOf(call, baseRef);
      const head = endOf(call, headRef);
      const { ahead, behind, mergeBase } = compareHistories(base, head);
      if (mergeBase === undefined) throw notFound();
      ahead.reverse();

      const isFirst = Number(query.get('page') ?? 1) <= 1;
      const html = `${repositoryPage(host, repository)}/compare/${basehead}`;
      return pageOf(
        ahead,
        { base: address, query, size: maxCommits },
        (commit) => listedCommitShape(host, repository, commit),
        (commits): Comparison => ({
          url: `${repositoryUrl(host, repository)}/compare/${basehead}`,
          html_url: html,
          permalink_url: html,
          diff_url: `${html}.diff`,
          patch_url: `${html}.patch`,
          base_commit: listedCommitShape(host, repository, base.commit),
          merge_base_commit: listedCommitShape(host, repository, mergeBase),
          status: statusOf(ahead.length, behind.length),
          ahead_by: ahead.length,
          behind_by: behind.length,
          total_commits: ahead.length,
          commits,
          files: isFirst ? changedFiles(host, repository, ahead, head.commit.sha).slice(0, maxFiles) : [],
        }),
      );
    },
  },
]);

/** A branch, tag or sha, or `owner:branch` of a fork. @throws RestError 404 if it does not exist. */
function endOf({ context, repository, viewer }: RepositoryCall, ref: string): HistoryEnd {
  if (ref.includes(':')) {
    const { repository: fork, branch } = findHead(context.world, repository, ref);
    if (!viewer.canSee(fork)) throw notFound();
    return { repository: fork, commit: branch.head };
  }
  const commit = findCommit(repository, ref);
  if (commit === undefined) throw notFound();
  return { repository, commit };
}

function statusOf(ahead: number, behind: number): Comparison['status'] {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
