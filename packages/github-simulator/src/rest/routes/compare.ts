import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import { findCommit } from '../../world/commit-history.ts';
import { compareHistories } from '../../world/compare-histories.ts';
import { notFound, ok } from '../answer.ts';
import type { JsonOf } from '../json-of.ts';
import { pageSize } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { filesOf, listedCommitShape } from '../shapes/commit.ts';

const mostCommits = 250;
const mostFiles = 300;

/** What one commit has that another has not: at most 250 commits a page, and 300 files, on the first. */
export const compare = repositoryRoutes([
  {
    method: 'GET',
    path: '/compare/:basehead',
    permission: ['contents', 'read'],
    handle({ context: { world }, repository, params, query }) {
      const { host } = world;
      const [baseRef = '', headRef = ''] = (params.basehead ?? '').split('...');
      const base = findCommit(repository, baseRef);
      const head = findCommit(repository, headRef);
      if (base === undefined || head === undefined) throw notFound();
      const { ahead, behind, mergeBase } = compareHistories(repository, base, head);
      if (mergeBase === undefined) throw notFound();
      ahead.reverse();

      const size = query.has('per_page') || query.has('page') ? pageSize(query) : mostCommits;
      const number = Math.max(1, Number(query.get('page') ?? 1) || 1);
      const page = ahead.slice((number - 1) * size, number * size);
      const url = `${repositoryUrl(host, repository)}/compare/${params.basehead}`;
      const html = `${repositoryPage(host, repository)}/compare/${params.basehead}`;
      return ok<JsonOf<'repos/compare-commits-with-basehead'>>({
        url,
        html_url: html,
        permalink_url: html,
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        base_commit: listedCommitShape(host, repository, base),
        merge_base_commit: listedCommitShape(host, repository, mergeBase),
        status: statusOf(ahead.length, behind.length),
        ahead_by: ahead.length,
        behind_by: behind.length,
        total_commits: ahead.length,
        commits: page.map((commit) => listedCommitShape(host, repository, commit)),
        files:
          number === 1
            ? ahead
                .values()
                .flatMap((commit) => filesOf(host, repository, commit))
                .take(mostFiles)
                .toArray()
            : [],
      });
    },
  },
]);

function statusOf(ahead: number, behind: number): 'diverged' | 'ahead' | 'behind' | 'identical' {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
