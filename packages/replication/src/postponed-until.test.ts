import { GitHubRateLimitError, GitHubServerError, GitHubUnavailableError } from '@hubtwin/github';
import { expect, test } from 'vitest';
import { postponedUntil } from './postponed-until.ts';

const at = new Date('2026-11-30T07:00:00Z');

test('a job without budget, and one for an unavailable host, are postponed; no other is', () => {
  expect(postponedUntil(new GitHubRateLimitError('', { kind: 'primary', resetAt: at }))).toEqual(at);
  expect(postponedUntil(new GitHubUnavailableError('', { retryAt: at }))).toEqual(at);
  expect(postponedUntil(new GitHubServerError('', { status: 500 }))).toBeNull();
});
