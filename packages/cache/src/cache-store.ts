/** What an entry depends on; at least one. */
export type Tags = readonly [string, ...string[]];

/**
 * Where entries and the versions of their tags are kept. A tag's version is made when the tag is first looked
 * up, is like no other ever made, and ends with the next invalidation: so what was loaded before an
 * invalidation can neither be stored nor shown after it, and a store that lost anything shows nothing of it.
 */
export interface CacheStore extends AsyncDisposable {
  /**
   * Shows what is stored under `key` and was stored under the present versions of `tags`, unless nobody has
   * confirmed of late that invalidations are up to date. Never fails: a store that is away has nothing.
   */
  look(key: string, tags: Tags): Promise<Look>;
  /**
   * Keeps a value for `ttlMs`, unless one of the tags was invalidated since `versions` were looked up.
   *
   * @returns whether it was kept; false also where the store is away.
   */
  keep(entry: Kept): Promise<boolean>;
  /** @throws where the store is away. */
  invalidate(tags: readonly string[]): Promise<void>;
  /**
   * Invalidates all tags that fit one of the patterns, in which `*` stands for any text.
   *
   * @throws where the store is away.
   */
  invalidateMatching(patterns: readonly string[]): Promise<void>;
  /**
   * Says that invalidations are up to date: entries are shown for the next `forMs` milliseconds.
   *
   * @throws where the store is away.
   */
  confirm(forMs: number): Promise<void>;
}

export interface Look {
  value: string | null;
  /** Of the tags as they were then; null where the store is away. */
  versions: string | null;
}

export interface Kept {
  key: string;
  tags: Tags;
  versions: string;
  value: string;
  ttlMs: number;
}
