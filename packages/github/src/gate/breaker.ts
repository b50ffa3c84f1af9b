import type { OctokitResponse } from '@octokit/types';
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { GitHubServerError, GitHubTimeoutError, GitHubUnavailableError } from '../errors.ts';

/** Leaves a host alone for a while that failed many times in a row. */
export interface Breaker {
  /** @throws GitHubUnavailableError while the host is left alone. */
  run(route: string, exchange: () => Promise<OctokitResponse<unknown>>): Promise<OctokitResponse<unknown>>;
}

export interface BreakerOptions {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it stays open before one request tries again, in milliseconds. */
  openMs: number;
}

export function createBreaker({ failures, openMs }: BreakerOptions): Breaker {
  const isFailure = (error: unknown) =>
    error instanceof GitHubServerError || error instanceof GitHubTimeoutError;
  const policy = circuitBreaker(
    handleWhen(isFailure).orWhenResult((result) => Reflect.get(Object(result), 'status') >= 500),
    { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
  );
  return {
    async run(route, exchange) {
      try {
        return await policy.execute(exchange);
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new GitHubUnavailableError('GitHub failed too often and is left alone for a moment', {
          resource: route,
        });
      }
    },
  };
}
