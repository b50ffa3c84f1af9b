import { tagPatterns } from '@hubtwin/replication';
import type { RouteContext } from './route.ts';

/**
 * Invalidates the cached responses that show a write, so that the caller reads its own write. If the cache
 * cannot be reached, the change log invalidates them within a second.
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
