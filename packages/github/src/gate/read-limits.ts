import type { ResponseHeaders } from '@octokit/types';
import type { LimitHeaders } from '../budget/budget.ts';

/**
 * The primary limit in a response. The time to the reset is by GitHub's clock, according to the `date` header, because
 * ours may differ.
 *
 * @returns `none` without such headers, as from an Enterprise Server without limits.
 */
export function readLimits(headers: ResponseHeaders): {
  limits: LimitHeaders | 'none';
  resource: string | null;
} {
  const resource = headers['x-ratelimit-resource'];
  const limit = wholeNumber(headers['x-ratelimit-limit']);
  const remaining = wholeNumber(headers['x-ratelimit-remaining']);
  const reset = wholeNumber(headers['x-ratelimit-reset']);
  const isNamed = typeof resource === 'string' && resource !== '';
  if (limit === null || remaining === null || reset === null) return { limits: 'none', resource: null };
  const now = Date.parse(headers.date ?? '') || Date.now();
  return {
    limits: { limit, used: Math.max(0, limit - remaining), resetInMs: reset * 1_000 - now },
    resource: isNamed ? resource : null,
  };
}

function wholeNumber(text: unknown): number | null {
  return typeof text === 'string' && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
