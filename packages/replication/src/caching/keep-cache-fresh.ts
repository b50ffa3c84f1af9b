import type { Cache } from '@hubtwin/cache';
import { type FollowerCursor, type FollowOptions, followChanges } from '@hubtwin/database';
import type { Meter } from '@opentelemetry/api';
import { tagsOfChange } from './cache-tags.ts';

/** Maximum lag of an answer behind the last change, in milliseconds: the guarantee is one second. */
const oldestAnswerMs = 900;

interface FreshOptions extends Pick<FollowOptions, 'database' | 'onError'> {
  cache: Cache;
  /** Durable for a cache that outlives this process, in memory otherwise. */
  cursor: FollowerCursor;
  meter: Meter;
}

/**
 * Invalidates cached answers as the change log requires, until disposed, and confirms to the cache that it is up to
 * date. The confirmation expires before an answer could be too old: if no follower keeps up, the cache returns
 * nothing.
 */
export function keepCacheFresh({ database, cache, cursor, meter, onError }: FreshOptions): AsyncDisposable {
  const changed = meter.createCounter('cache_followed_changes_total', {
    description: 'Changes that invalidated cached answers.',
  });
  let confirmedAt = performance.now();
  meter
    .createObservableGauge('cache_staleness_seconds', {
      description:
        'Age of the last point in time up to which all changes have invalidated their cached answers.',
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
