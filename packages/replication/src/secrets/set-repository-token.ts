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

/** A token that GitHub rejects, that cannot access the repository, or that expires too soon. */
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
 * Stores the token for a repository's requests, after verifying that GitHub accepts it and that it can access the
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
  const report = await requireAccepted(() => github.validate(token));
  await requireAccess(
    () =>
      github
        .forToken(token)
        .fetch('GET /repositories/{repository_id}', { repository_id: repositoryId }, call),
    report,
  );
  await storeRepositoryToken(database, repositoryId, {
    token: keys.encrypt(token, repositoryTokenPlace(repositoryId)),
    fingerprint: fingerprint(token),
  });
  return report;
}

/** @throws TokenRefusedError if GitHub rejects the token itself. */
async function requireAccepted<T>(validate: () => Promise<T>): Promise<T> {
  try {
    return await validate();
  } catch (error) {
    if (error instanceof GitHubAuthenticationError || error instanceof GitHubPermissionError)
      throw new TokenRefusedError(
        `GitHub rejects the token, which is invalid, expired or revoked: ${error.message}`,
        { cause: error },
      );
    throw error;
  }
}

/**
 * @param report what GitHub reports about the token, if known.
 * @throws TokenRefusedError if GitHub denies the requests of `look`.
 */
export async function requireAccess<T>(look: () => Promise<T>, report?: CredentialReport): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GitHubAuthenticationError)
      throw new TokenRefusedError('GitHub rejects the token', { cause: error });
    if (!(error instanceof GitHubNotFoundError || error instanceof GitHubPermissionError)) throw error;
    throw new TokenRefusedError(`the token cannot access the repository${hint(report)}`, {
      cause: error,
    });
  }
}

/** The permission that a token without access lacks. */
function hint({ type, scopes }: Partial<CredentialReport> = {}): string {
  if (scopes != null && !scopes.includes('repo'))
    return `, which has the scopes ${scopes.join(', ') || '(none)'}: private repositories need the scope repo`;
  return type === 'fine-grained' ? ': add the repository to those that it may access' : '';
}
