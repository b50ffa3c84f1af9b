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

/**
 * Failures in a row may all be those of a few lists or repositories that GitHub cannot show: the host is left alone only
 * where it does not answer something else either.
 *
 * By monotonic time: cockatiel's breaker stays open for as long as the clock was set back.
 *
 * @param isAnswering whether the host answers a request that concerns no repository.
 */
export function createBreaker(
  { failures, openMs }: BreakerOptions,
  isAnswering: () => Promise<boolean>,
): Breaker {
  let failed = 0;
  let openedAt: number | null = null;
  let isTrying = false;
  let checking: Promise<boolean> | null = null;

  /** @returns whether the request is the one that tries again. */
  function admitTrial(route: string): boolean {
    if (openedAt === null) return false;
    if (isTrying || performance.now() - openedAt < openMs) {
      throw new GitHubUnavailableError('GitHub failed too often and is left alone for a moment', {
        resource: route,
      });
    }
    isTrying = true;
    return true;
  }

  function close(): void {
    failed = 0;
    openedAt = null;
  }

  async function record(isFailure: boolean): Promise<void> {
    if (!isFailure) return close();
    failed += 1;
    if (failed < failures) return;
    checking ??= isAnswering().finally(() => {
      checking = null;
    });
    if (await checking) close();
    else openedAt = performance.now();
  }

  return {
    async run(route, exchange) {
      const isTrial = admitTrial(route);
      try {
        const answer = await exchange();
        await record(answer.status >= 500);
        return answer;
      } catch (error) {
        if (error instanceof GitHubServerError || error instanceof GitHubTimeoutError) await record(true);
        throw error;
      } finally {
        if (isTrial) isTrying = false;
      }
    },
  };
}
