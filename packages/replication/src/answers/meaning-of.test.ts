import {
  GitHubAuthenticationError,
  type GitHubError,
  GitHubGoneError,
  GitHubNotFoundError,
  GitHubPermissionError,
  GitHubRateLimitError,
  GitHubServerError,
  GitHubValidationError,
} from '@hubtwin/github';
import { describe, expect, test } from 'vitest';
import { type Meaning, meaningOf } from './meaning-of.ts';

function errorOf(status: number, message: string): GitHubError {
  const details = { status };
  if (status === 401) return new GitHubAuthenticationError(message, details);
  if (status === 403) return new GitHubPermissionError(message, details);
  if (status === 404) return new GitHubNotFoundError(message, details);
  if (status === 410) return new GitHubGoneError(message, details);
  if (status === 429)
    return new GitHubRateLimitError(message, { ...details, kind: 'secondary', resetAt: new Date() });
  if (status >= 500) return new GitHubServerError(message, details);
  return new GitHubValidationError(message, { ...details, errors: [] });
}

const table: Record<Meaning['state'] | 'nothing', [number, string][]> = {
  disabled: [
    [410, 'Issues are disabled for this repo'],
    [410, 'Issues has been disabled in this repository.'],
    [410, 'Projects are disabled for this repository'],
    [410, 'Discussions are turned off for this repository'],
    [403, 'Actions has been disabled for this repository.'],
    [403, 'Wiki is not enabled for this repository'],
  ],
  deleted: [
    [410, 'This issue was deleted'],
    [410, 'Gone'],
    [410, ''],
    [410, 'This release has been removed'],
    [410, 'The workflow run was deleted by its owner'],
  ],
  absent: [
    [404, 'Not Found'],
    [404, ''],
    [404, 'This is not the web page you are looking for.'],
    [404, 'Branch not found'],
    [404, 'No such run'],
  ],
  blocked: [
    [451, 'Repository access blocked (dmca)'],
    [451, ''],
    [451, 'Unavailable For Legal Reasons'],
    [403, 'Repository access blocked'],
    [403, 'Repository unavailable due to DMCA takedown.'],
    [403, "Access to this repository violates GitHub's Terms of Service."],
    [403, 'This repository has been disabled.'],
    [403, 'Repository was locked by staff.'],
  ],
  refused: [
    [403, 'Resource not accessible by integration'],
    [403, 'Resource not accessible by personal access token'],
    [403, 'Must have admin rights to Repository.'],
    [403, 'Resource protected by organization SAML enforcement. You must grant your OAuth token access.'],
    [403, 'The organization has an IP allow list enabled, and your IP address is not permitted.'],
    [
      403,
      'The history or contributor list is too large to list contributors for this repository via the API.',
    ],
    [403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.'],
    [403, 'Access denied by policy.'],
  ],
  empty: [
    [409, 'Git Repository is empty.'],
    [409, 'Git repository is empty'],
    [409, 'The repository is empty.'],
    [409, 'GIT REPOSITORY IS EMPTY.'],
    [409, 'Git Repository is empty.\n'],
  ],
  nothing: [
    [401, 'Bad credentials'],
    [403, 'This installation has been suspended'],
    [409, 'Conflict'],
    [422, 'Validation Failed'],
    [429, 'You have exceeded a secondary rate limit.'],
    [500, 'Server Error'],
    [502, 'Repository access blocked'],
  ],
};

describe.each(Object.entries(table))('%s', (state, answers) => {
  test.each(answers)('%i %j', (status, message) => {
    expect(meaningOf(errorOf(status, message))?.state ?? 'nothing').toBe(state);
  });
});

test('errors of other origin than GitHub say nothing about the requested object', () => {
  for (const error of [new Error('Not Found'), null, 'Repository access blocked', { status: 451 }])
    expect(meaningOf(error)).toBeNull();
});
