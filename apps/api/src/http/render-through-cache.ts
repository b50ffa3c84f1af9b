import { createHash } from 'node:crypto';
import type { Tags } from '@hubtwin/cache';
import type { RouteContract } from '@hubtwin/contract';
import type { Caching } from '../open-caching.ts';
import { type Rendered, render } from './render.ts';

/** How long answers of a route are kept, and what they show. */
export interface CachedAs {
  /** Names the setting of their time to live, and counts them. */
  resource: keyof Caching['ttlSeconds'];
  /** Resources by their names in the change log: when one of them changes, the answers are made anew. */
  shows: readonly string[];
}

interface Asked {
  contract: RouteContract;
  resource: CachedAs['resource'];
  tags: Tags;
  /** Whatever the answer depends on, and among it what the caller may see. */
  parts: readonly unknown[];
}

/** What is cached for the same question, else what `load` answers. Nothing is cached of what it throws. */
export async function renderThroughCache(
  caching: Caching | null,
  { contract, resource, tags, parts }: Asked,
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
