import type { Logger } from '@hubtwin/telemetry';
import type { LimitHeaders } from './budget/budget.ts';
import type { Call } from './gate/call.ts';

/** One attempt of a request, with GitHub's response. */
export interface SentRequest {
  /** Includes the query. */
  url: string;
  /** Null: there was no response. */
  status: number | null;
  tookMs: number;
  /** Fingerprint of the credential. */
  credential: string;
  /** GitHub's rate-limit resource; null if no primary limit applies. */
  resource: string | null;
  /** Cost against the primary limit. */
  cost: number;
  limits: LimitHeaders | 'none';
  /** GitHub's `x-github-request-id`. */
  requestId: string | null;
}

/** Logs requests to GitHub. */
export interface RequestLog {
  sent(call: Call, request: SentRequest): void;
  retried(reason: unknown, details: { attempt: number; delayMs: number }): void;
  /** The result of a request that was retried. */
  ended(call: Call, details: { attempts: number; error: unknown }): void;
}

/** Each request is a line at `debug`; retries with their reason and result are lines at `info`. */
export function createRequestLog(logger: Logger | null): RequestLog {
  return {
    sent({ route, priority }, { url, status, tookMs, credential, resource, cost, limits, requestId }) {
      if (logger?.isLevelEnabled('debug') !== true) return;
      const left = limits === 'none' ? null : Math.max(0, limits.limit - limits.used);
      const { pathname: path } = new URL(url);
      const took = { duration_ms: Math.round(tookMs), cost, remaining: left };
      logger.debug(
        { route, path, status, ...took, resource, credential, priority, github_request_id: requestId },
        'GitHub request',
      );
    },
    retried: (reason, { attempt, delayMs }) =>
      logger?.info({ err: reason, attempt, delay_ms: Math.round(delayMs) }, 'GitHub request is retried'),
    ended({ route }, { attempts, error }) {
      if (error === null) logger?.info({ route, attempts }, 'retried GitHub request succeeded');
      else logger?.info({ err: error, route, attempts }, 'retried GitHub request failed');
    },
  };
}
