import type { Meter } from '@opentelemetry/api';
import type { LimitHeaders } from './budget/budget.ts';
import type { GitHubError } from './errors.ts';
import type { Call } from './gate/call.ts';

/** Counts of this process's requests to GitHub since it started. */
export interface RequestCounts {
  since: Date;
  /** Responses, including errors. */
  answers: number;
  /** Of these, confirmations of a stored response (304). */
  notModified: number;
  /** Refusals because of a rate limit. */
  refused: number;
  /** Total duration of the responses, from sending to their end, in seconds. */
  seconds: number;
  /** When the last response was received; null: none. */
  lastAt: Date | null;
  /** Failed requests, by the error's code. */
  errors: Readonly<Record<string, number>>;
}

/** The metrics of the gate, under the names of Hubtwin's contract. */
export interface Metrics {
  answered(call: Call, status: number, seconds: number): void;
  failed(error: GitHubError): void;
  throttled(call: Call, seconds: number): void;
  notModified(call: Call): void;
  refused(): void;
  limits(credential: string, resource: string, limits: LimitHeaders): void;
  counts(): RequestCounts;
}

/** GitHub's last report of a primary limit. */
interface Word {
  labels: { resource: string; credential: string };
  limits: LimitHeaders;
  /** By this process's monotonic clock, in milliseconds. */
  resetAt: number;
}

const requestSeconds = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 30];
const waitSeconds = [0.005, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600];

export function createMetrics(meter: Meter): Metrics {
  const requests = meter.createCounter('github_api_requests_total', {
    description: 'Responses of GitHub.',
  });
  const duration = meter.createHistogram('github_api_request_duration_seconds', {
    description: 'Duration from sending a request to its complete response.',
    advice: { explicitBucketBoundaries: requestSeconds },
  });
  const errors = meter.createCounter('github_api_errors_total', {
    description: 'Failed requests, by kind.',
  });
  const throttled = meter.createHistogram('github_api_throttled_seconds', {
    description: 'How long requests waited for the budget.',
    advice: { explicitBucketBoundaries: waitSeconds },
  });
  const conditionalHits = meter.createCounter('github_api_conditional_hits_total', {
    description: 'Responses that confirmed a stored one (304), which are free.',
  });
  const remaining = meter.createObservableGauge('github_api_rate_limit_remaining', {
    description: 'The remaining primary limit, by the newest response that this process received.',
  });
  const limit = meter.createObservableGauge('github_api_rate_limit_limit', {
    description: 'A primary limit.',
  });
  const words = new Map<string, Word>();
  meter.addBatchObservableCallback(
    (result) => {
      const now = performance.now();
      for (const { labels, limits, resetAt } of words.values()) {
        // Without requests there are no new headers: after its window a limit is unused.
        result.observe(remaining, limits.limit - (now < resetAt ? limits.used : 0), labels);
        result.observe(limit, limits.limit, labels);
      }
    },
    [remaining, limit],
  );

  const since = new Date();
  const counted = { answers: 0, notModified: 0, refused: 0, seconds: 0 };
  let lastAt: Date | null = null;
  const errorsByCode = new Map<string, number>();

  return {
    answered({ route: endpoint }, status, seconds) {
      counted.answers += 1;
      counted.seconds += seconds;
      lastAt = new Date();
      requests.add(1, { endpoint, status });
      duration.record(seconds, { endpoint });
    },
    failed({ code }) {
      errorsByCode.set(code, (errorsByCode.get(code) ?? 0) + 1);
      errors.add(1, { type: code });
    },
    throttled: ({ priority }, seconds) => throttled.record(seconds, { priority }),
    notModified({ route: endpoint }) {
      counted.notModified += 1;
      conditionalHits.add(1, { endpoint });
    },
    refused() {
      counted.refused += 1;
    },
    limits(credential, resource, limits) {
      const resetAt = performance.now() + limits.resetInMs;
      words.set(`${credential} ${resource}`, { labels: { resource, credential }, limits, resetAt });
    },
    counts: () => ({ since, ...counted, lastAt, errors: Object.fromEntries(errorsByCode) }),
  };
}
