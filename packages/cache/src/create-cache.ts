import type { Meter } from '@opentelemetry/api';
import type { CacheStore, Tags } from './cache-store.ts';

/** What an answer is kept under, and for how long. */
export interface CacheEntry {
  /** A kind of thing, for the counters; not part of the key. */
  resource: string;
  key: string;
  tags: Tags;
  ttlSeconds: number;
}

/** JSON that is expensive to make, kept until it ends or something that it depends on changes. */
export interface Cache
  extends Pick<CacheStore, 'invalidate' | 'invalidateMatching' | 'confirm' | typeof Symbol.asyncDispose> {
  /**
   * What is kept under the key, or else what `load` gives, which is kept then. Loads of one key are shared by
   * those who ask at the same time. A cache that is away costs a load, and never an error.
   *
   * @param load gives what JSON can hold: others get it as JSON has it.
   * @throws what `load` throws; that is not kept.
   */
  getOrLoad<T>(entry: CacheEntry, load: () => Promise<T>): Promise<T>;
}

/** A load under way, or just over and being kept. */
interface Flight {
  startedAt: number;
  versions: string | null;
  text: Promise<string>;
}

/** How old a load may be that another joins, in milliseconds: it may not show what was committed since. */
const joinWithinMs = 500;
/** Values of more characters are not kept. */
const maxLength = 2_097_152;

/** A cache over a store. Disposing waits for what is being kept, and disposes the store. */
export function createCache({ store, meter }: { store: CacheStore; meter: Meter }): Cache {
  const hits = meter.createCounter('cache_hits_total', { description: 'Answers without a load.' });
  const misses = meter.createCounter('cache_misses_total', { description: 'Answers that were loaded.' });
  const flights = new Map<string, Flight>();
  const keeping = new Set<Promise<void>>();

  function keepLater({ key, tags, ttlSeconds }: CacheEntry, flight: Flight): void {
    const { versions, text } = flight;
    const keep = async () => {
      const value = await text;
      if (versions === null || value.length > maxLength) return;
      await store.keep({ key, tags, versions, value, ttlMs: ttlSeconds * 1_000 });
    };
    // What the load throws is told to those who wait for it.
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
