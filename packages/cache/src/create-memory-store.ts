import { LRUCache } from 'lru-cache';
import type { CacheStore } from './cache-store.ts';
import { matchesPattern } from './matches-pattern.ts';

export interface MemoryStoreOptions {
  /** Maximum bytes of keys and values; default 64 MiB. The least recently used entries are evicted. */
  maxBytes?: number;
  /** Maximum number of tags; default 100,000. A tag that is evicted is invalidated. */
  maxTags?: number;
}

interface Entry {
  versions: string;
  value: string;
}

/** A character of a string takes at most two bytes. */
const bytesOf = ({ value }: Entry, key: string) => 2 * (key.length + value.length);

/** Creates a cache in the memory of this process. */
export function createMemoryStore({
  maxBytes = 64 * 1_024 * 1_024,
  maxTags = 100_000,
}: MemoryStoreOptions = {}): CacheStore {
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: bytesOf });
  const versions = new LRUCache<string, number>({ max: maxTags });
  let lastVersion = 0;
  let confirmedUntil = 0;

  const versionOf = (tag: string): number => {
    const known = versions.get(tag);
    if (known !== undefined) return known;
    lastVersion += 1;
    versions.set(tag, lastVersion);
    return lastVersion;
  };
  const versionsOf = (tags: readonly string[]) => tags.map(versionOf).join(' ');

  return {
    async look(key, tags) {
      const present = versionsOf(tags);
      const entry = performance.now() < confirmedUntil ? entries.get(key) : undefined;
      return { value: entry?.versions === present ? entry.value : null, versions: present };
    },
    async keep({ key, tags, versions: looked, value, ttlMs }) {
      if (looked !== versionsOf(tags)) return false;
      entries.set(key, { versions: looked, value }, { ttl: ttlMs });
      return entries.has(key);
    },
    async invalidate(tags) {
      for (const tag of tags) versions.delete(tag);
    },
    async invalidateMatching(patterns) {
      for (const tag of [...versions.keys()]) {
        if (patterns.some((pattern) => matchesPattern(tag, pattern))) versions.delete(tag);
      }
    },
    async confirm(forMs) {
      confirmedUntil = performance.now() + forMs;
    },
    async [Symbol.asyncDispose]() {
      entries.clear();
      versions.clear();
    },
  };
}
