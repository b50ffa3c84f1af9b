import {
  GitHubAuthenticationError,
  GitHubPermissionError,
  GitHubRateLimitError,
  GitHubServerError,
} from '@hubtwin/github';
import { expect, test } from 'vitest';
import { describeGitHubError } from './describe-github-error.ts';

const refused = 'make another';
const describe = (error: unknown) => describeGitHubError(error, { refused });
const forbidden = (message: string) =>
  new GitHubPermissionError(message, { status: 403, resource: 'GET /repos/{owner}/{repo}/actions/runners' });

test.each([
  ['Resource not accessible by integration', /^The App lacks a permission/, /Permissions & events/],
  [
    'Resource not accessible by personal access token',
    /^The fine-grained token lacks a permission/,
    /settings of the token/,
  ],
  [
    "Your token has not been granted the required scopes: 'read:org'",
    /^The token lacks a scope/,
    /settings of the token/,
  ],
  [
    'Resource protected by organization SAML enforcement. You must grant your Personal Access token access',
    /single sign-on/,
    /SSO/,
  ],
  [
    'Although you appear to have the correct authorization, the org has an IP allow list enabled',
    /address/,
    /IP/,
  ],
  ['This installation has been suspended', /suspended/, /Unsuspend/],
  ['Must have admin rights to Repository.', /^GitHub refuses it/, /Grant/],
])('403 "%s" says what is missing, and what to do', (message, what, remedy) => {
  const described = describe(forbidden(message));
  expect(described.message).toMatch(what);
  expect(described.message).toContain('GET /repos/{owner}/{repo}/actions/runners');
  expect(described.remedy).toMatch(remedy);
});

test('a refused credential, an exhausted limit, an outage and an unknown shape each have a remedy', () => {
  expect(describe(new GitHubAuthenticationError('Bad credentials', { status: 401 }))).toEqual({
    message: 'GitHub does not accept it: Bad credentials.',
    remedy: refused,
  });
  const resetAt = new Date('2026-03-01T12:00:00Z');
  const limit = new GitHubRateLimitError('exceeded', { status: 403, resetAt, kind: 'primary' });
  expect(describe(limit).remedy).toContain('2026-03-01T12:00:00.000Z');
  expect(describe(new GitHubServerError('Server Error', { status: 502 })).remedy).toContain(
    'githubstatus.com',
  );
  expect(describe(new TypeError('x is not iterable')).remedy).toContain('GITHUB_BASE_URL');
});
