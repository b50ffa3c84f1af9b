import { type Database, storeRepositoryToken } from '@hubtwin/database';
import {
  type CallOptions,
  type CredentialReport,
  fingerprint,
  GitHubAuthenticationError,
  type GitHubClient,
  GitHubNotFoundError,
  GitHubPermissionError,
} from '@hubtwin/github';
import type { KeyRing } from '@hubtwin/secrets';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from './places.ts';

/** A token that GitHub does not accept, that does not see the repository, or that does not last. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
  readonly code = 'token_refused';
}

interface TokenOptions extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  keys: KeyRing;
}

/**
 * Stores the token that requests for a repository use from now on, once GitHub has accepted it and shown it the
 * repository.
 *
 * @returns what GitHub reports about the token.
 * @throws TokenRefusedError, and what the GitHub client throws.
 */
export async function setRepositoryToken(
  repositoryId: number,
  token: string,
  { database, github, keys, ...call }: TokenOptions,
): Promise<CredentialReport> {
  if (token.startsWith('ghs_'))
    throw new TokenRefusedError(
      "an installation's token expires within an hour; use a personal access token",
    );
  const report = await demandAccepted(() => github.validate(token));
  await demandSight(
    () =>
      github.forToken(token).ask('GET /repositories/{repository_id}', { repository_id: repositoryId }, call),
    report,
  );
  await storeRepositoryToken(database, repositoryId, {
    token: keys.encrypt(token, repositoryTokenPlace(repositoryId)),
    fingerprint: fingerprint(token),
  });
  return report;
}

/** @throws TokenRefusedError where GitHub refuses a token, whatever it is used for. */
async function demandAccepted<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubAuthenticationError || error instanceof GitHubPermissionError)
      throw new TokenRefusedError(
        `GitHub does not accept the token, which is wrong, expired or revoked: ${error.message}`,
        { cause: error },
      );
    throw error;
  }
}

/**
 * @param report what GitHub says of the token, where that is known.
 * @throws TokenRefusedError where what `look` requests with a token is refused to it.
 */
export async function demandSight<T>(look: () => Promise<T>, report?: CredentialReport): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GitHubAuthenticationError)
      throw new TokenRefusedError('GitHub does not accept the token', { cause: error });
    if (!(error instanceof GitHubNotFoundError || error instanceof GitHubPermissionError)) throw error;
    throw new TokenRefusedError(`GitHub does not show the repository to the token${hint(report)}`, {
      cause: error,
    });
  }
}

/** What a token lacks that does not see a repository. */
function hint({ type, scopes }: Partial<CredentialReport> = {}): string {
  if (scopes != null && !scopes.includes('repo'))
    return `, which has the scopes ${scopes.join(', ') || '(none)'}: private repositories need the scope repo`;
  return type === 'fine-grained' ? ': add the repository to those that it may access' : '';
}
