import type { OctokitResponse } from '@octokit/types';
import { GitHubServerError, GitHubTimeoutError, GitHubUnavailableError } from '../errors.ts';

/** The target of a request, which distinguishes a failing host from a failing list or repository. */
export interface Target {
  route: string;
  url: string;
}

/** Pauses requests to a host after many consecutive failures for different targets. */
export interface Breaker {
  /** @throws GitHubUnavailableError during a pause. */
  run<R extends OctokitResponse<unknown>>(target: Target, exchange: () => Promise<R>): Promise<R>;
}

export interface BreakerOptions {
  /** Consecutive failures that open it, if they are for several places. */
  failures: number;
  /** How long it stays open before requests try again, in milliseconds. */
  openMs: number;
}

/**
 * A host counts as down if it fails for this many places. One repository counts as two, by its name and by its id, so
 * that it alone never opens the breaker.
 */
const minPlaces = 3;

/** Bounds memory. */
const maxBroken = 10_000;

/**
 * A place that fails while others succeed counts as broken: its failures say nothing about the host until it
 * succeeds again. Otherwise a few broken lists would pause all requests whenever no others happen to succeed.
 *
 * Uses monotonic time: cockatiel's breaker stays open for as long as the clock was set back.
 */
export function createBreaker({ failures, openMs }: BreakerOptions): Breaker {
  /** Failures since the last success, without those of broken places. */
  let failed = 0;
  const places = new Set<string>();
  /** The places that failed before another one succeeded, and have not succeeded since. */
  const broken = new Set<string>();
  /** Null: closed. */
  let openedAt: number | null = null;
  /** When each place that was tried since then failed. */
  const tried = new Map<string, number>();
  let isTrying = false;

  /** @returns whether this request may try again; after a failure, a request for another place may. */
  function admitTrial(place: string, route: string): boolean {
    if (openedAt === null) return false;
    const now = performance.now();
    const opensAt = Math.max(openedAt, tried.get(place) ?? openedAt) + openMs;
    if (isTrying || now < opensAt) {
      throw new GitHubUnavailableError('GitHub failed repeatedly, and requests are paused', {
        resource: route,
        retryAt: new Date(Date.now() + Math.max(openMs / 10, opensAt - now)),
      });
    }
    isTrying = true;
    return true;
  }

  function succeededAt(place: string): void {
    // During a pause the host was down, and not these places.
    if (openedAt === null) for (const each of places) broken.add(each);
    broken.delete(place);
    for (const oldest of broken) {
      if (broken.size <= maxBroken) break;
      broken.delete(oldest);
    }
    failed = 0;
    openedAt = null;
    places.clear();
    tried.clear();
  }

  function failedAt(place: string, isTrial: boolean): void {
    if (isTrial) tried.set(place, performance.now());
    if (broken.has(place)) return;
    failed += 1;
    places.add(place);
    if (openedAt === null) {
      if (failed >= failures && places.size >= minPlaces) openedAt = performance.now();
    } else if (isTrial) {
      if ([...tried.keys()].filter((each) => !broken.has(each)).length < minPlaces) return;
      openedAt = performance.now();
      tried.clear();
    }
  }

  return {
    async run(target, exchange) {
      const place = placeOf(target);
      const isTrial = admitTrial(place, target.route);
      try {
        const answer = await exchange();
        if (answer.status >= 500) failedAt(place, isTrial);
        else succeededAt(place);
        return answer;
      } catch (error) {
        if (error instanceof GitHubServerError || error instanceof GitHubTimeoutError)
          failedAt(place, isTrial);
        throw error;
      } finally {
        if (isTrial) isTrying = false;
      }
    },
  };
}

/** The repository, organisation or account of a request; otherwise its route. */
function placeOf({ route, url }: Target): string {
  const path = URL.parse(url)?.pathname ?? '';
  const [place] = /\/(?:repos\/[^/]+\/[^/]+|(?:repositories|orgs|users)\/[^/]+)/.exec(path) ?? [];
  return place?.toLowerCase() ?? route;
}
