import { GitHubServerError } from '../errors.ts';

/**
 * An address that GitHub told, as it is asked.
 *
 * @throws GitHubServerError where it leads to another origin: no token goes there.
 */
export function pinned(address: string, baseUrl: string, resource: string): URL {
  const url = URL.parse(address, baseUrl);
  if (url === null || url.origin !== new URL(baseUrl).origin) {
    throw new GitHubServerError('GitHub leads to another origin', { resource, status: 300 });
  }
  return url;
}
