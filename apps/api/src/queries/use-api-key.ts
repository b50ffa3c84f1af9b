import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import type { Access } from './access.ts';

interface Row {
  scopes: string[];
  repository_ids: number[] | null;
}

/** Looks a key up that is neither revoked nor expired, and notes its use, at most once a minute. */
export async function useApiKey(database: Kysely<Database>, keyHash: Buffer): Promise<Access | null> {
  const { rows } = await sql<Row>`
    with valid as (
      select id, scopes, repository_ids
        from api_keys
       where key_hash = ${keyHash} and revoked_at is null and (expires_at is null or expires_at > now())
    ), used as (
      update api_keys set last_used_at = now()
        from valid
       where api_keys.id = valid.id
         and (last_used_at is null or last_used_at < now() - interval '1 minute')
    )
    select scopes, repository_ids from valid
  `.execute(database);
  const [row] = rows;
  return row === undefined ? null : { scopes: new Set(row.scopes), repositoryIds: row.repository_ids };
}
