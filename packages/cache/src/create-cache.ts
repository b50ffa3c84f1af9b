import type { Meter } from '@opentelemetry/api';
import type { CacheStore, Tags } from './cache-store.ts';

/** The key, tags and TTL of a cached value. */
export interface CacheEntry {
  /** The label of the counters; not part of the key. */
  resource: string;
  key: string;
  tags: Tags;
  ttlSeconds: number;
}

/** A cache of JSON values, each valid until its TTL ends or one of its tags is invalidated. */
export interface Cache
  extends Pick<CacheStore, 'invalidate' | 'invalidateMatching' | 'confirm' | typeof Symbol.asyncDispose> {
  /**
   * Returns the stored value, or stores and returns the one that `load` returns. Concurrent calls with the same key
   * share one load. If the cache is unavailable, the value is loaded, without an error.
   *
   * @param load returns a JSON value; later calls receive it parsed from JSON.
   * @throws what `load` throws; an error is not stored.
   */
  getOrLoad<T>(entry: CacheEntry, load: () => Promise<T>): Promise<T>;
}

/** A load in progress, or one that ended and is being stored. */
interface Flight {
  startedAt: number;
  versions: string | null;
  text: Promise<string>;
}

/** Maximum age of a load that other calls join, in milliseconds: it may not include what was committed since. */
const joinWithinMs = 500;
/** Longer values are not stored. */
const maxLength = 2_097_152;

/** Creates a cache over a store. Disposing waits for writes in progress, and disposes the store. */
export function createCache({ store, meter }: { store: CacheStore; meter: Meter }): Cache {
  const hits = meter.createCounter('cache_hits_total', {
    description: 'Requests that were served from the cache.',
  });
  const misses = meter.createCounter('cache_misses_total', {
    description: 'Requests that loaded the value.',
  });
  const flights = new Map<string, Flight>();
  const keeping = new Set<Promise<void>>();

  function keepLater({ key, tags, ttlSeconds }: CacheEntry, flight: Flight): void {
    const { versions, text } = flight;
    const keep = async () => {
      const value = await text;
      if (versions === null || value.length > maxLength) return;
      await store.keep({ key, tags, versions, value, ttlMs: ttlSeconds * 1_000 });
    };
    // The callers that wait for the load receive its error.
    const kept = keep()
      .catch(() => {})
      .finally(() => {
        keeping.delete(kept);
        if (flights.get(key) === flight) flights.delete(key);
      });
    keeping.add(kept);
  }

  return {
    async getOrLoad(entry, load) {
      const { resource, key, tags } = entry;
      const { value, versions } = await store.look(key, tags);
      if (value !== null) {
        hits.add(1, { resource });
        return JSON.parse(value);
      }
      const other = flights.get(key);
      const startedAt = performance.now();
      if (other?.versions === versions && startedAt - other.startedAt < joinWithinMs) {
        const text = await other.text;
        hits.add(1, { resource });
        return JSON.parse(text);
      }
      misses.add(1, { resource });
      const loading = load();
      const flight = { startedAt, versions, text: loading.then((loaded) => JSON.stringify(loaded)) };
      flights.set(key, flight);
      keepLater(entry, flight);
      return await loading;
    },
    invalidate: (tags) => store.invalidate(tags),
    invalidateMatching: (patterns) => store.invalidateMatching(patterns),
    confirm: (forMs) => store.confirm(forMs),
    async [Symbol.asyncDispose]() {
      await Promise.all(keeping);
      await store[Symbol.asyncDispose]();
    },
  };
}
