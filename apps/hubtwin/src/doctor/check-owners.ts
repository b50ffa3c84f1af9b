import { type GitHubClient, GitHubNotFoundError } from '@hubtwin/github';
import { type Check, failed, ok } from './check.ts';
import { describeGitHubError } from './describe-github-error.ts';

const name = 'GITHUB_ORG';

/** Checks whether the configured tokens can access each account of `GITHUB_ORG`. */
export async function checkOwners(github: GitHubClient, owners: readonly string[]): Promise<Check[]> {
  if (owners.length === 0) return [];
  if (!github.canRequest(null))
    return [
      failed(
        name,
        `It names ${owners.join(', ')}, but no token is configured: an App gets its accounts from its installations.`,
        'Set GITHUB_TOKEN to a token that may read them, or install the App on them and remove GITHUB_ORG.',
      ),
    ];
  const view = github.forTokens();
  return await Promise.all(
    owners.map(async (username): Promise<Check> => {
      try {
        await view.request(
          'GET /users/{username}',
          { username },
          { priority: 'critical', deadlineMs: 10_000 },
        );
        return ok(name, `${username} exists.`);
      } catch (error) {
        if (error instanceof GitHubNotFoundError)
          return failed(
            name,
            `GitHub has no account ${username}.`,
            'Correct GITHUB_ORG: logins of organisations or users, separated by commas.',
          );
        const { message, remedy } = describeGitHubError(error, {
          refused: 'Set GITHUB_TOKEN to a valid token.',
        });
        return failed(name, `${username}: ${message}`, remedy);
      }
    }),
  );
}
