/** The tags of an entry; at least one. */
export type Tags = readonly [string, ...string[]];

/**
 * Stores entries and the versions of their tags. The version of a tag is created when the tag is first looked up, is
 * globally unique, and is removed by the next invalidation. So a value that was loaded before an invalidation can
 * neither be stored nor returned after it, and a store that lost data returns nothing that depends on it.
 */
export interface CacheStore extends AsyncDisposable {
  /**
   * Returns the value under `key` if it was stored under the current versions of `tags` and a recent `confirm` states
   * that invalidations are up to date. Never throws: a store that is unavailable returns no value.
   */
  look(key: string, tags: Tags): Promise<Look>;
  /**
   * Stores a value for `ttlMs`, unless one of the tags was invalidated since `versions` were looked up.
   *
   * @returns whether it was stored; false also if the store is unavailable.
   */
  keep(entry: Kept): Promise<boolean>;
  /** @throws if the store is unavailable. */
  invalidate(tags: readonly string[]): Promise<void>;
  /**
   * Invalidates all tags that match one of the patterns, in which `*` matches any text.
   *
   * @throws if the store is unavailable.
   */
  invalidateMatching(patterns: readonly string[]): Promise<void>;
  /**
   * States that invalidations are up to date: entries are returned for the next `forMs` milliseconds.
   *
   * @throws if the store is unavailable.
   */
  confirm(forMs: number): Promise<void>;
}

export interface Look {
  value: string | null;
  /** Versions of the tags at that time; null if the store is unavailable. */
  versions: string | null;
}

export interface Kept {
  key: string;
  tags: Tags;
  versions: string;
  value: string;
  ttlMs: number;
}
