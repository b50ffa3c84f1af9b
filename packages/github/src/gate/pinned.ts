import { GitHubServerError } from '../errors.ts';

/**
 * Resolves a URL that GitHub sent.
 *
 * @throws GitHubServerError if it has another origin: no token is sent there.
 */
export function pinned(address: string, baseUrl: string, resource: string): URL {
  const url = URL.parse(address, baseUrl);
  if (url === null || url.origin !== new URL(baseUrl).origin) {
    throw new GitHubServerError('GitHub leads to another origin', { resource, status: 300 });
  }
  return url;
}
