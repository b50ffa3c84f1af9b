import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import type { Access } from './access.ts';

interface Row {
  id: number;
  name: string;
  scopes: string[];
  repository_ids: number[] | null;
  isFirstUse: boolean;
}

/** A valid key. */
export interface UsedKey {
  access: Access;
  /** Whether it was not used on this day (UTC) before. */
  isFirstUse: boolean;
}

/** Looks up a key that is neither revoked nor expired, and records its use, at most once a minute. */
export async function useApiKey(database: Kysely<Database>, keyHash: Buffer): Promise<UsedKey | null> {
  const { rows } = await sql<Row>`
    with valid as (
      select id, name, scopes, repository_ids, last_used_at
        from api_keys
       where key_hash = ${keyHash} and revoked_at is null and (expires_at is null or expires_at > now())
    ), used as (
      update api_keys set last_used_at = now()
        from valid
       where api_keys.id = valid.id
         and (valid.last_used_at is null or valid.last_used_at < now() - interval '1 minute')
    )
    select id, name, scopes, repository_ids,
           last_used_at is null or last_used_at < date_trunc('day', now(), 'UTC') as "isFirstUse"
      from valid
  `.execute(database);
  const [row] = rows;
  if (row === undefined) return null;
  const { id, name, scopes, repository_ids: repositoryIds, isFirstUse } = row;
  return {
    access: { scopes: new Set(scopes), repositoryIds, keyId: id, actor: `api_key:${id}`, name },
    isFirstUse,
  };
}
