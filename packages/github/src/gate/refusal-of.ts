import type { OctokitResponse, ResponseHeaders } from '@octokit/types';
import { sentenceOf } from './message-of.ts';

/** A refusal because of a rate limit. */
export interface LimitRefusal {
  kind: 'primary' | 'secondary';
  /** Milliseconds to wait; null if GitHub names none. */
  retryAfterMs: number | null;
}

/** GitHub's messages of its limits; messages of other refusals, such as why a repository is blocked, vary. */
const secondary =
  /\bsecondary rate limit|\babuse detection mechanism|\bcontent creation\b|\btoo many requests\b/i;
const primary = /\brate limit exceeded\b|\bexceeded (?:the|your|a) rate limit\b/i;

/**
 * Whether a response is a refusal because of a rate limit: 403 or 429, with and without `Retry-After`, and for GraphQL
 * also a 200 with an error of its own type.
 *
 * @returns null for any other response, including a 403 because of a missing permission.
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

/** `Retry-After` in milliseconds; it contains seconds, or an HTTP date. */
function retryAfterOf({ 'retry-after': text, date }: ResponseHeaders): number | null {
  if (text === undefined) return null;
  const value = String(text);
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - (Date.parse(date ?? '') || Date.now()));
}
