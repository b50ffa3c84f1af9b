import { type Database, storeCredentialCheck } from '@hubtwin/database';
import type { GitHubConnectionOptions } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** Records which credential GitHub rejects and why, for the status of the whole fleet. */
export function recordRefused({
  database,
  onError,
}: {
  database: Kysely<Database>;
  onError(error: unknown): void;
}): NonNullable<GitHubConnectionOptions['onRefused']> {
  const unknown = { type: null, login: null, scopes: null, permissions: null, expiresAt: null };
  return ({ fingerprint, error }) => {
    const check = {
      fingerprint,
      ...unknown,
      errorCode: error.code,
      error: error.message,
      checkedAt: new Date(),
    };
    storeCredentialCheck(database, check).catch(onError);
  };
}
