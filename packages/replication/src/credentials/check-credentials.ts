import {
  type CredentialCheck,
  type Database,
  readCredentialChecks,
  storeCredentialCheck,
} from '@hubtwin/database';
import {
  type ConfiguredCredential,
  GitHubAuthenticationError,
  type GitHubClient,
  GitHubError,
  GitHubPermissionError,
} from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { isRecent } from '../is-recent.ts';
import { ownTokens } from '../secrets/own-tokens.ts';

/** The checks of this run, and the credentials whose check GitHub could not answer. */
export interface CheckedCredentials {
  checks: CredentialCheck[];
  failures: { fingerprint: string; error: GitHubError }[];
}

/** A younger check is not repeated, so that several workers check as often as one. */
const youngMs = 50 * 60_000;

/**
 * Requests the identity and permissions of each configured token, each repository's own token and the App from
 * GitHub, and stores them: one request per hour and credential. Permissions of installations are known from their
 * rows.
 */
export async function checkCredentials({
  database,
  github,
}: {
  database: Kysely<Database>;
  github: Pick<GitHubClient, 'credentials'>;
}): Promise<CheckedCredentials> {
  const checked: CheckedCredentials = { checks: [], failures: [] };
  const configured = github.credentials([], await ownTokens(database, { repositoryIds: null }));
  const known = await readCredentialChecks(
    database,
    configured.map(({ fingerprint }) => fingerprint),
  );
  const young = new Set(
    known.filter(({ checkedAt }) => isRecent(checkedAt, youngMs)).map(({ fingerprint }) => fingerprint),
  );
  for (const credential of configured) {
    const { fingerprint } = credential;
    if (young.has(fingerprint)) continue;
    try {
      const check = await checkOne(credential);
      await storeCredentialCheck(database, check);
      checked.checks.push(check);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      checked.failures.push({ fingerprint, error });
    }
  }
  return checked;
}

/** @throws GitHubError if GitHub neither accepts nor rejects the credential, such as during an outage. */
async function checkOne({ fingerprint, validate }: ConfiguredCredential): Promise<CredentialCheck> {
  const checkedAt = new Date();
  try {
    const report = await validate();
    return { fingerprint, ...report, errorCode: null, error: null, checkedAt };
  } catch (error) {
    const isRefused = error instanceof GitHubAuthenticationError || error instanceof GitHubPermissionError;
    if (!isRefused) throw error;
    const unknown = { type: null, login: null, scopes: null, permissions: null, expiresAt: null };
    return { fingerprint, ...unknown, errorCode: error.code, error: error.message, checkedAt };
  }
}
