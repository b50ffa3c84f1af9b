import type { GitHubClient } from '@hubtwin/github';
import { type Check, failed, ok, warning } from './check.ts';
import { describeGitHubError } from './describe-github-error.ts';
import { missingPermissions } from './missing-permissions.ts';

const name = 'GitHub token';
const soonMs = 7 * 86_400_000;
/** Of classic tokens: to read private repositories, and the organisation's members and runners. */
const wanted = ['repo', 'read:org'];
/** Scopes that include another scope. */
const including: Readonly<Record<string, readonly string[]>> = {
  'read:org': ['read:org', 'write:org', 'admin:org'],
};

/** Checks whether GitHub accepts each token, its permissions, and when it expires. */
export async function checkTokens(github: GitHubClient, tokens: readonly string[]): Promise<Check[]> {
  return await Promise.all(
    tokens.map(async (token, at): Promise<Check> => {
      const which = `${name} ${at + 1}`;
      try {
        const { type, login, scopes, expiresAt } = await github.validate(token);
        const who = `${type} of ${login ?? 'an installation'}`;
        const missing = (scopes ?? wanted).length === 0 ? wanted : missingOf(scopes);
        if (missing.length > 0) {
          return warning(
            which,
            `${who}: it lacks ${missing.join(' and ')}, so it cannot access private data.`,
            `Grant ${missing.join(' and ')} in the settings of the token on GitHub.`,
          );
        }
        const lacking = type === 'fine-grained' ? await missingPermissions(github.forToken(token)) : [];
        if (lacking === null)
          return warning(
            which,
            `${who}: it cannot access any repository.`,
            'Select repositories in the settings of the token on GitHub; its organisation may have to approve it.',
          );
        if (lacking.length > 0)
          return warning(
            which,
            `${who}: it lacks the permission to read ${lacking.join(', ')}, so these are not mirrored.`,
            `Grant ${lacking.map((permission) => `${permission}: read`).join(', ')} in the settings of the token on GitHub.`,
          );
        if (expiresAt !== null && expiresAt.getTime() < Date.now() + soonMs)
          return warning(
            which,
            `${who}: it expires on ${expiresAt.toISOString()}.`,
            'Create another token, and set GITHUB_TOKEN.',
          );
        return ok(which, `GitHub accepts the ${who}.`);
      } catch (error) {
        const refused = 'It is wrong, expired or revoked: create another token, and set GITHUB_TOKEN.';
        const { message, remedy } = describeGitHubError(error, { refused });
        return failed(which, message, remedy);
      }
    }),
  );
}

function missingOf(scopes: readonly string[] | null): string[] {
  if (scopes === null) return [];
  return wanted.filter((scope) => !(including[scope] ?? [scope]).some((granted) => scopes.includes(granted)));
}
