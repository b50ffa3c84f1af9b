import type { OctokitResponse, ResponseHeaders } from '@octokit/types';
import { sentenceOf } from './message-of.ts';

/** A rate limit that GitHub refused a request by. */
export interface LimitRefusal {
  kind: 'primary' | 'secondary';
  /** Milliseconds to stay away; null where GitHub names none. */
  retryAfterMs: number | null;
}

/** GitHub's sentences of its limits; other words of a refusal, such as why a repository is blocked, are free. */
const secondary =
  /\bsecondary rate limit|\babuse detection mechanism|\bcontent creation\b|\btoo many requests\b/i;
const primary = /\brate limit exceeded\b|\bexceeded (?:the|your|a) rate limit\b/i;

/**
 * Whether an answer refuses by a rate limit: 403 or 429, with and without `Retry-After`, and of GraphQL also
 * a 200 with an error of its own type.
 *
 * @returns null for any other answer, a 403 for want of a permission among them.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function refusalOf({ status, headers, data }: OctokitResponse<unknown>): LimitRefusal | null {
  const sentence = sentenceOf(data) ?? '';
  const retryAfterMs = retryAfterOf(headers);
  const isRefused =
    status === 429 ||
    (status === 403 && (retryAfterMs !== null || secondary.test(sentence) || primary.test(sentence))) ||
    (status === 200 && isRateLimitedQuery(data));
  if (!isRefused) return null;
  const isPrimary = headers['x-ratelimit-remaining'] === '0' && !secondary.test(sentence);
  return { kind: isPrimary ? 'primary' : 'secondary', retryAfterMs };
}

function isRateLimitedQuery(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || !('errors' in data) || !Array.isArray(data.errors)) {
    return false;
  }
  return data.errors.some((error: unknown) => Reflect.get(Object(error), 'type') === 'RATE_LIMITED');
}

/** `Retry-After` in milliseconds: seconds, or a date of HTTP. */
function retryAfterOf({ 'retry-after': text, date }: ResponseHeaders): number | null {
  if (text === undefined) return null;
  const value = String(text);
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - (Date.parse(date ?? '') || Date.now()));
}
