import {
  GitHubAuthenticationError,
  GitHubError,
  GitHubNotFoundError,
  GitHubPermissionError,
  GitHubRateLimitError,
} from '@hubtwin/github';

/** The description of a failed request, and how to fix it. */
export interface DescribedError {
  message: string;
  remedy: string;
}

/**
 * Describes why a request with a credential failed.
 *
 * @param options `refused`: the remedy if GitHub does not accept the credential at all; for an App it answers 404.
 */
export function describeGitHubError(error: unknown, { refused }: { refused: string }): DescribedError {
  if (!(error instanceof GitHubError))
    return {
      message: 'GitHub sent an unknown response.',
      remedy:
        'Check that GITHUB_BASE_URL is the REST API of GitHub, and that no proxy changes responses; an Enterprise Server must have a version that GitHub supports.',
    };
  const { message, resource } = error;
  const where = resource === null ? '' : ` (${resource})`;
  const isUnknownApp = error instanceof GitHubNotFoundError && resource === 'GET /app';
  if (error instanceof GitHubAuthenticationError || isUnknownApp)
    return { message: `GitHub does not accept it: ${message}.`, remedy: refused };
  if (error instanceof GitHubPermissionError) return describeRefusal(message, where);
  if (error instanceof GitHubRateLimitError)
    return {
      message: `Its rate limit is exhausted: ${message}.`,
      remedy: `Wait until ${error.resetAt.toISOString()}, or find other programs that use this credential.`,
    };
  if (error instanceof GitHubNotFoundError)
    return {
      message: `GitHub answers 404${where}: ${message}.`,
      remedy: 'Grant the credential access to it, or correct GITHUB_BASE_URL.',
    };
  return {
    message: `The request to GitHub failed${where}: ${message}.`,
    remedy:
      'Run hubtwin doctor again; if it still fails, check githubstatus.com, and that no proxy or firewall breaks connections.',
  };
}

/** Of a 403: GitHub's message names the missing permission. */
function describeRefusal(message: string, where: string): DescribedError {
  if (/not accessible by integration/i.test(message))
    return {
      message: `The App lacks a permission${where}: ${message}.`,
      remedy:
        "Grant it under Permissions & events of the App's page, and accept it in the settings of each installation.",
    };
  if (/not accessible by personal access token/i.test(message))
    return {
      message: `The fine-grained token lacks a permission${where}: ${message}.`,
      remedy: 'Grant it in the settings of the token on GitHub; its organisation may have to approve it.',
    };
  if (/scope/i.test(message))
    return {
      message: `The token lacks a scope${where}: ${message}.`,
      remedy: 'Grant it in the settings of the token on GitHub.',
    };
  if (/SAML|single sign-on|SSO/i.test(message))
    return {
      message: `The organisation requires single sign-on${where}: ${message}.`,
      remedy: 'Authorise the token for the organisation: Configure SSO, next to it in the settings.',
    };
  if (/IP allow ?list/i.test(message))
    return {
      message: `The organisation does not accept the address of this machine${where}: ${message}.`,
      remedy: "Add this machine's public address to the IP allow list of the organisation.",
    };
  if (/suspended/i.test(message))
    return {
      message: `It is suspended${where}: ${message}.`,
      remedy: 'Unsuspend it in the settings of the account on GitHub.',
    };
  return {
    message: `GitHub refuses it${where}: ${message}.`,
    remedy: 'Grant the credential the permission that the message names, in its settings on GitHub.',
  };
}
