import { GitHubServerError } from './errors.ts';
import type { GitHubResponse } from './github-client.ts';

/**
 * The list of an answer: itself, or the one array in it.
 *
 * @throws GitHubServerError where there is none, as of a proxy that answers for GitHub: it is no empty list.
 */
export function requireItems({ status, data }: GitHubResponse<unknown>): unknown[] {
  if (Array.isArray(data)) return data;
  // GitHub has no list at all, as of an empty repository's contributors.
  if (status === 204) return [];
  const lists = Object.values(Object(data)).filter((value) => Array.isArray(value));
  const [list] = lists;
  if (list === undefined || lists.length !== 1) {
    throw new GitHubServerError('GitHub answered no list where one was asked for', { status });
  }
  return list;
}
