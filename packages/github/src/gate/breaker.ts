import type { OctokitResponse } from '@octokit/types';
import { GitHubServerError, GitHubTimeoutError, GitHubUnavailableError } from '../errors.ts';

/** Leaves a host alone for a while that failed many times in a row. */
export interface Breaker {
  /** @throws GitHubUnavailableError while the host is left alone. */
  run<R extends OctokitResponse<unknown>>(route: string, exchange: () => Promise<R>): Promise<R>;
}

export interface BreakerOptions {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it stays open before one request tries again, in milliseconds. */
  openMs: number;
}

/** By monotonic time: cockatiel's breaker stays open for as long as the clock was set back. */
export function createBreaker({ failures, openMs }: BreakerOptions): Breaker {
  let failed = 0;
  let openedAt = 0;
  let isTrying = false;

  /** @returns whether the request is the one that tries again. */
  function admitTrial(route: string): boolean {
    if (failed < failures) return false;
    if (isTrying || performance.now() - openedAt < openMs) {
      throw new GitHubUnavailableError('GitHub failed too often and is left alone for a moment', {
        resource: route,
      });
    }
    isTrying = true;
    return true;
  }

  function record(isFailure: boolean): void {
    failed = isFailure ? failed + 1 : 0;
    if (failed >= failures) openedAt = performance.now();
  }

  return {
    async run(route, exchange) {
      const isTrial = admitTrial(route);
      try {
        const answer = await exchange();
        record(answer.status >= 500);
        return answer;
      } catch (error) {
        if (error instanceof GitHubServerError || error instanceof GitHubTimeoutError) record(true);
        throw error;
      } finally {
        if (isTrial) isTrying = false;
      }
    },
  };
}
