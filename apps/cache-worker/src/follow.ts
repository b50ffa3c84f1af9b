import { createDurableCursor } from '@hubtwin/database';
import { keepCacheFresh } from '@hubtwin/replication';
import type { CacheWorkerContext } from './context.ts';

/** Follows the change log for all processes that share the cache, in one worker at a time. */
export function follow({ database, cache, logger, meter }: CacheWorkerContext): AsyncDisposable {
  return keepCacheFresh({
    database,
    cache,
    cursor: createDurableCursor('cache'),
    meter,
    onError: (error) => logger.warn({ err: error }, 'following the change log failed; retrying'),
  });
}
