import type { Route } from '../route.ts';
import { invalid, search } from '../search/search.ts';
import { searchedCommits } from '../search/searched-commits.ts';
import { searchedIssues } from '../search/searched-issues.ts';
import { searchedRepositories } from '../search/searched-repositories.ts';

/** Searches, which have their own limit: 30 per minute, 10 without a token. */
export const searches: Route[] = [
  {
    method: 'GET',
    path: '/search/issues',
    resource: 'search',
    handle(call) {
      const q = call.query.get('q') ?? '';
      const isTyped = /(^|\s)(is|type|state):(issue|pr|pull-request)\b/.test(q);
      // GitHub requires Apps to select one of the two kinds, because they may lack access to the other.
      if (['installation', 'user-to-server'].includes(call.viewer.kind) && q !== '' && !isTyped) {
        throw invalid("Query must include 'is:issue' or 'is:pull-request'");
      }
      return search(call, searchedIssues);
    },
  },
  {
    method: 'GET',
    path: '/search/repositories',
    resource: 'search',
    handle: (call) => search(call, searchedRepositories),
  },
  {
    method: 'GET',
    path: '/search/commits',
    resource: 'search',
    handle: (call) => search(call, searchedCommits),
  },
];
