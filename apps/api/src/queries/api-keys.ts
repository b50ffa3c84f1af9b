import type { ApiKey } from '@hubtwin/contract';
import { sql } from 'kysely';
import { z } from 'zod';
import { time } from './present.ts';
import type { List } from './select-page.ts';

interface ApiKeyRow {
  id: number;
  name: string;
  prefix: string;
  scopes: string[];
  repositories: ApiKey['repositories'];
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  created_at: Date;
  created_by: string | null;
}

const scopes = z.array(z.enum(['read', 'write', 'admin']));

/** API keys, the newest first. */
export const apiKeys: List<ApiKeyRow, ApiKey, object> = {
  name: 'api_keys',
  from: sql`api_keys as t`,
  columns: sql`
    t.id, t.name, t.prefix, t.scopes, t.expires_at, t.revoked_at, t.last_used_at, t.created_at, t.created_by,
    case when t.repository_ids is not null then (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'full_name', r.full_name) order by r.id), '[]')
        from repositories as r where r.id = any(t.repository_ids)) end as repositories`,
  repository: null,
  direction: 'desc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: () => [sql`true`],
  present: (row) => ({
    ...row,
    scopes: scopes.parse(row.scopes),
    expires_at: time(row.expires_at),
    revoked_at: time(row.revoked_at),
    last_used_at: time(row.last_used_at),
    created_at: row.created_at.toISOString(),
  }),
};
