import { tagPatterns } from '@hubtwin/replication';
import type { RouteContext } from './route.ts';

/**
 * Ends the cached answers that show what was just written, so that who wrote it reads it at once. Where the cache
 * cannot be reached, the change log ends them within a second.
 *
 * @param resources by their names in the change log.
 */
export async function endCached(
  { caching }: Pick<RouteContext, 'caching'>,
  repositoryId: number | null,
  resources: readonly string[],
): Promise<void> {
  const tags = resources.flatMap((resource) => tagPatterns(repositoryId ?? 0, resource));
  await caching?.cache.invalidate(tags).catch(() => {});
}
