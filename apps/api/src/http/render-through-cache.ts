import { createHash } from 'node:crypto';
import type { Tags } from '@hubtwin/cache';
import type { RouteContract } from '@hubtwin/contract';
import type { Caching } from '../open-caching.ts';
import { type Rendered, render } from './render.ts';

/** How responses of a route are cached, and which resources they show. */
export interface CachedAs {
  /** The setting of their time to live, and the label of their metrics. */
  resource: keyof Caching['ttlSeconds'];
  /** Resources by their names in the change log: when one of them changes, the responses are invalidated. */
  shows: readonly string[];
}

interface CachedRead {
  contract: RouteContract;
  resource: CachedAs['resource'];
  tags: Tags;
  /** Everything that the response depends on, including the visibility of the caller. */
  parts: readonly unknown[];
}

/** Returns the cached response of the same request, else that of `load`. Errors are not cached. */
export async function renderThroughCache(
  caching: Caching | null,
  { contract, resource, tags, parts }: CachedRead,
  load: () => Promise<{ body: unknown }>,
): Promise<Rendered> {
  const make = async () => render(contract, (await load()).body);
  if (caching === null) return await make();
  const hash = createHash('sha256').update(JSON.stringify([contract.path, ...parts]));
  const key = `${resource}:${hash.digest('base64url')}`;
  return await caching.cache.getOrLoad(
    { resource, key, tags, ttlSeconds: caching.ttlSeconds[resource] },
    make,
  );
}
