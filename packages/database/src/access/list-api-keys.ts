import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An API key as the API shows it, without the key itself. */
export interface ListedApiKey {
  id: number;
  name: string;
  prefix: string;
  scopes: string[];
  /** The only repositories that it can access; null: all. */
  repositories: string[] | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  createdBy: string | null;
}

/** Lists API keys, including revoked and expired ones, newest first. */
export async function listApiKeys(
  database: Kysely<Database>,
  { limit }: { limit: number },
): Promise<ListedApiKey[]> {
  const { rows } = await sql<ListedApiKey>`
    select t.id, t.name, t.prefix, t.scopes, t.expires_at as "expiresAt", t.revoked_at as "revokedAt",
           t.last_used_at as "lastUsedAt", t.created_at as "createdAt", t.created_by as "createdBy",
           case when t.repository_ids is not null then array(
             select r.full_name from repositories as r where r.id = any(t.repository_ids) order by r.id) end as repositories
      from api_keys as t
     order by t.id desc
     limit ${limit}
  `.execute(database);
  return rows;
}
