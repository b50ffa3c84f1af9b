export type { Tags } from './cache-store.ts';
export { type CacheOptions, connectCache } from './connect-cache.ts';
export type { Cache, CacheEntry } from './create-cache.ts';
