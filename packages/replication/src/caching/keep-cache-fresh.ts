import type { Cache } from '@hubtwin/cache';
import { type FollowerCursor, type FollowOptions, followChanges } from '@hubtwin/database';
import type { Meter } from '@opentelemetry/api';
import { tagsOfChange } from './cache-tags.ts';

/** No answer is older than the last change by more than this, in milliseconds: the promise is a second. */
const oldestAnswerMs = 900;

interface FreshOptions extends Pick<FollowOptions, 'database' | 'onError'> {
  cache: Cache;
  /** Durable for a cache that outlives this process, in memory for one that does not. */
  cursor: FollowerCursor;
  meter: Meter;
}

/**
 * Invalidates what the change log says has changed, until disposed, and confirms to the cache that it is up to
 * date. The confirmation ends before an answer could be too old: without a follower that keeps up, whatever the
 * reason, the cache shows nothing.
 */
export function keepCacheFresh({ database, cache, cursor, meter, onError }: FreshOptions): AsyncDisposable {
  const changed = meter.createCounter('cache_followed_changes_total', {
    description: 'Changes that answers were invalidated by.',
  });
  let confirmedAt = performance.now();
  meter
    .createObservableGauge('cache_staleness_seconds', {
      description: 'How long ago the moment is up to which all changes have invalidated what they concern.',
    })
    .addCallback((result) => result.observe((performance.now() - confirmedAt) / 1_000));

  return followChanges({
    database,
    cursor,
    onError,
    follower: {
      async handle(changes) {
        await cache.invalidate([...new Set(changes.flatMap(tagsOfChange))]);
        changed.add(changes.length);
      },
      missed: () => cache.invalidateMatching(['*']),
      async caughtUp(ageMs) {
        confirmedAt = performance.now() - ageMs;
        await cache.confirm(Math.max(0, oldestAnswerMs - ageMs));
      },
    },
  });
}
