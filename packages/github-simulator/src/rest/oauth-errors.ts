/** Errors of the web flow. */
export type OauthError = keyof typeof descriptions;

const descriptions = {
  access_denied: 'The user has denied your application access.',
  redirect_uri_mismatch: 'The redirect_uri MUST match the registered callback URL for this application.',
  incorrect_client_credentials: 'The client_id and/or client_secret passed are incorrect.',
  bad_verification_code: 'The code passed is incorrect or expired.',
  bad_refresh_token: 'The refresh token passed is incorrect or expired.',
  unsupported_grant_type: 'The grant_type passed is not supported.',
} as const;

const guides = 'https://docs.github.com/apps/managing-oauth-apps';

/** @see https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors */
export function oauthError(error: OauthError, requested: 'authorization' | 'access-token') {
  const guide =
    requested === 'authorization'
      ? 'troubleshooting-authorization-request-errors'
      : 'troubleshooting-oauth-app-access-token-request-errors';
  return {
    error,
    error_description: descriptions[error],
    error_uri: `${guides}/${guide}/#${error.replaceAll('_', '-')}`,
  };
}
