import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { CredentialCheck } from './credential-check.ts';

/** Reads the last check of each of these credentials that was checked. */
export async function readCredentialChecks(
  database: Kysely<Database>,
  fingerprints: readonly string[],
): Promise<CredentialCheck[]> {
  const { rows } = await sql<CredentialCheck>`
    select fingerprint, type, login, scopes, permissions, expires_at as "expiresAt", error_code as "errorCode", error,
           checked_at as "checkedAt"
      from github_credentials
     where fingerprint = any (${[...fingerprints]}::text[])
  `.execute(database);
  return rows;
}
