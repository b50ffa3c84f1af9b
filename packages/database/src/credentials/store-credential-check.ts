import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import type { CredentialCheck } from './credential-check.ts';

/** Stores what GitHub reported about a credential. A failed check keeps what an earlier one found out about it. */
export async function storeCredentialCheck(
  database: Kysely<Database>,
  { fingerprint, errorCode, error, checkedAt, ...found }: CredentialCheck,
): Promise<void> {
  const outcome = { error_code: errorCode, error, checked_at: checkedAt };
  const facts = {
    type: found.type,
    login: found.login,
    scopes: found.scopes === null ? null : [...found.scopes],
    permissions: found.permissions === null ? null : JSON.stringify(found.permissions),
    expires_at: found.expiresAt,
  };
  await database
    .insertInto('github_credentials')
    .values({ fingerprint, ...facts, ...outcome })
    .onConflict((conflict) =>
      conflict.column('fingerprint').doUpdateSet(error === null ? { ...facts, ...outcome } : outcome),
    )
    .execute();
}
