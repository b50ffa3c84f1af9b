import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

interface RepositoryCounts {
  tracked: number;
  auto_synced: number;
  failing: number;
}

/** Counts the repositories that a caller may see. */
export async function countRepositories(
  database: Kysely<Database>,
  access: Access,
): Promise<RepositoryCounts> {
  const { rows } = await sql<RepositoryCounts>`
    select count(*) as tracked,
           count(*) filter (where t.auto_sync_enabled) as auto_synced,
           count(*) filter (where t.last_sync_error is not null) as failing
      from repositories as t
     where t.deleted_at is null and t.untracked_at is null and ${visible(access, sql`t.id`)}
  `.execute(database);
  return rows[0] ?? { tracked: 0, auto_synced: 0, failing: 0 };
}
