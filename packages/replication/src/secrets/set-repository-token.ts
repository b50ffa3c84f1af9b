import { type Database, storeRepositoryToken } from '@hubtwin/database';
import {
  type CallOptions,
  fingerprint,
  GitHubAuthenticationError,
  type GitHubClient,
  GitHubNotFoundError,
  GitHubPermissionError,
} from '@hubtwin/github';
import type { KeyRing } from '@hubtwin/secrets';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from './places.ts';

/** GitHub does not take a token, or does not show the repository to it. */
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
 * Stores the token that a repository is asked for with from now on, once GitHub has shown it the repository.
 *
 * @throws TokenRefusedError, and what the GitHub client throws.
 */
export async function setRepositoryToken(
  repositoryId: number,
  token: string,
  { database, github, keys, ...call }: TokenOptions,
): Promise<void> {
  await demandSight(() =>
    github.forToken(token).ask('GET /repositories/{repository_id}', { repository_id: repositoryId }, call),
  );
  await storeRepositoryToken(database, repositoryId, {
    token: keys.encrypt(token, repositoryTokenPlace(repositoryId)),
    fingerprint: fingerprint(token),
  });
}

/** @throws TokenRefusedError where what `look` asks with a token is refused to it. */
export async function demandSight<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GitHubAuthenticationError)
      throw new TokenRefusedError('GitHub does not accept the token', { cause: error });
    if (error instanceof GitHubNotFoundError || error instanceof GitHubPermissionError)
      throw new TokenRefusedError('GitHub does not show the repository to the token', { cause: error });
    throw error;
  }
}
