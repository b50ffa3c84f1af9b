import { expect, test } from 'vitest';
import { refusalOf } from './refusal-of.ts';

const answer = (data: unknown, headers: Record<string, string> = {}, status = 403) => ({
  status,
  headers,
  data,
  url: '',
});

test.each([
  ['You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', 'secondary'],
  ['You have triggered an abuse detection mechanism. Please retry your request again later.', 'secondary'],
  ['You have been temporarily blocked from content creation. Please retry your request later.', 'secondary'],
  ["API rate limit exceeded for 203.0.113.7. (But here's the good news)", 'primary'],
])('%s is a limit', (message, kind) => {
  const exhausted = { 'x-ratelimit-remaining': '0' };
  expect(refusalOf(answer({ message }, exhausted))).toEqual({ kind, retryAfterMs: null });
  expect(refusalOf(answer(`<p>${message}</p>`))).toMatchObject({ kind: 'secondary' });
});

test.each([
  { message: 'Repository access blocked', block: { reason: 'abuse' } },
  { message: 'Repository access blocked', block: { reason: 'secondary rate limit' } },
  { message: 'Resource not accessible by integration' },
  { message: 'This account was reported for abuse' },
  { message: 'You may not change the rate limits of this organization' },
  '<html><body>Blocked by policy: abuse</body></html>',
])('%j is not a limit', (data) => {
  expect(refusalOf(answer(data))).toBeNull();
  expect(refusalOf(answer(data, {}, 451))).toBeNull();
});

test('with any text, a 403 with Retry-After and a 429 are limits', () => {
  expect(refusalOf(answer({}, { 'retry-after': '7' }))).toEqual({ kind: 'secondary', retryAfterMs: 7_000 });
  expect(refusalOf(answer('', {}, 429))).toEqual({ kind: 'secondary', retryAfterMs: null });
});
