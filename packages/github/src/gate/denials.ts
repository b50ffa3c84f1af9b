import { LRUCache } from 'lru-cache';
import type { Credential } from '../credentials/credential.ts';
import type { Payer } from './payer.ts';

/** Remembers which credentials are denied a request (403 or 404) that another one is allowed. */
export interface Denials {
  /** Another credential was allowed where these were denied. */
  record(key: string, denied: readonly Credential[]): void;
  /**
   * The payer with the credentials that were denied this recently as its last tier: they are used only if the limits of
   * all others are exhausted, because a denial may have been an error, or permissions may have changed since.
   */
  putLast(key: string, payer: Payer): Payer;
}

const forMs = 3_600_000;
const maxDenials = 10_000;

/**
 * The subject of a denial: the operation and its repository, organisation or user, such as `GET
 * /repos/{owner}/{repo}/pulls /repos/a/b`.
 */
export function subjectOf(route: string, url: string): string {
  const [, subject = ''] = /(\/(?:repos\/[^/?]+|orgs|users|repositories|user)\/[^/?]+)/.exec(url) ?? [];
  return `${route} ${subject}`;
}

export function createDenials(): Denials {
  // By monotonic time.
  const denials = new LRUCache<string, true>({ max: maxDenials, ttl: forMs });
  const keyOf = (key: string, { fingerprint }: Credential) => `${fingerprint} ${key}`;
  return {
    record(key, denied) {
      for (const credential of denied) denials.set(keyOf(key, credential), true);
    },
    putLast(key, payer) {
      const isDenied = (credential: Credential) => denials.has(keyOf(key, credential));
      const denied = payer.tiers.flat().filter(isDenied);
      const left = denied.length === 0 ? null : without(payer, isDenied);
      return left === null ? payer : { ...left, tiers: [...left.tiers, denied] };
    },
  };
}

/** A payer without some of its credentials; null if none is left. */
export function without({ id, tiers }: Payer, isLeftOut: (credential: Credential) => boolean): Payer | null {
  const left = tiers
    .map((tier) => tier.filter((credential) => !isLeftOut(credential)))
    .filter((tier) => tier.length > 0);
  return left.length === 0 ? null : { id, tiers: left };
}
