import type { OctokitResponse } from '@octokit/types';
import { GitHubServerError, GitHubTimeoutError, GitHubUnavailableError } from '../errors.ts';

/** What a request is about, by which a host that fails is told from one list or repository that does. */
export interface Target {
  route: string;
  url: string;
}

/** Leaves a host alone for a while that failed many times in a row, whatever it was asked for. */
export interface Breaker {
  /** @throws GitHubUnavailableError while the host is left alone. */
  run<R extends OctokitResponse<unknown>>(target: Target, exchange: () => Promise<R>): Promise<R>;
}

export interface BreakerOptions {
  /** Failures in a row that open it, where they are of several places. */
  failures: number;
  /** How long it stays open before requests try again, in milliseconds. */
  openMs: number;
}

/**
 * In so many places a host fails that is down. One repository has two, under its name and under its id, so that it alone
 * opens nothing, however many of its lists fail.
 */
const minPlaces = 3;

/** By monotonic time: cockatiel's breaker stays open for as long as the clock was set back. */
export function createBreaker({ failures, openMs }: BreakerOptions): Breaker {
  /** Since the last success. */
  let failed = 0;
  const places = new Set<string>();
  /** Null: closed. */
  let openedAt: number | null = null;
  /** When a place failed that was tried since then. */
  const tried = new Map<string, number>();
  let isTrying = false;

  /** @returns whether the request is one that tries again; another place may, after one that failed. */
  function admitTrial(place: string, route: string): boolean {
    if (openedAt === null) return false;
    const now = performance.now();
    const opensAt = Math.max(openedAt, tried.get(place) ?? openedAt) + openMs;
    if (isTrying || now < opensAt) {
      throw new GitHubUnavailableError('GitHub failed too often and is left alone for a moment', {
        resource: route,
        retryAt: new Date(Date.now() + Math.max(openMs / 10, opensAt - now)),
      });
    }
    isTrying = true;
    return true;
  }

  function succeeded(): void {
    failed = 0;
    openedAt = null;
    places.clear();
    tried.clear();
  }

  function failedAt(place: string, isTrial: boolean): void {
    failed += 1;
    if (places.size < minPlaces) places.add(place);
    if (openedAt === null) {
      if (failed >= failures && places.size >= minPlaces) openedAt = performance.now();
    } else if (isTrial) {
      tried.set(place, performance.now());
      if (tried.size < minPlaces) return;
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
        else succeeded();
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

/** The repository, organisation or account of a request; else what is requested. */
function placeOf({ route, url }: Target): string {
  const path = URL.parse(url)?.pathname ?? '';
  const [place] = /\/(?:repos\/[^/]+\/[^/]+|(?:repositories|orgs|users)\/[^/]+)/.exec(path) ?? [];
  return place?.toLowerCase() ?? route;
}
