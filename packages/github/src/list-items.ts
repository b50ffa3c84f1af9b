import { GitHubServerError } from './errors.ts';
import type { GitHubResponse } from './github-client.ts';

/**
 * The list of a response: itself, or the only array in it.
 *
 * @throws GitHubServerError if there is none, as from a proxy that responds instead of GitHub: that is not an empty
 * list.
 */
export function requireItems({ status, data }: GitHubResponse<unknown>): unknown[] {
  if (Array.isArray(data)) return data;
  // GitHub returns no content for some empty lists, such as an empty repository's contributors.
  if (status === 204) return [];
  const lists = Object.values(Object(data)).filter((value) => Array.isArray(value));
  const [list] = lists;
  if (list === undefined || lists.length !== 1) {
    throw new GitHubServerError('the response of GitHub to a list request contains no list', { status });
  }
  return list;
}
