import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

export interface NewApiKey {
  name: string;
  scopes: readonly string[];
  /** Null: all repositories. */
  repositoryIds: readonly number[] | null;
  /** Null: it does not expire. */
  expiresAt: Date | null;
  /** Actor in the audit log. */
  createdBy: string;
}

const keyBytes = 30;
/** `htk_` and six more characters: enough to distinguish keys, and 36 of 240 bits. */
const prefixLength = 10;

/** Creates an API key. @returns its id and the key itself, of which only a hash is stored. */
export async function createApiKey(
  database: Kysely<Database>,
  { name, scopes, repositoryIds, expiresAt, createdBy }: NewApiKey,
): Promise<{ id: number; key: string }> {
  const key = `htk_${randomBytes(keyBytes).toString('base64url')}`;
  const { id } = await database
    .insertInto('api_keys')
    .values({
      name,
      key_hash: createHash('sha256').update(key).digest(),
      prefix: key.slice(0, prefixLength),
      created_by: createdBy,
      scopes: [...scopes],
      repository_ids: repositoryIds === null ? null : [...repositoryIds],
      expires_at: expiresAt,
      revoked_at: null,
      last_used_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, key };
}
