import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

/** The repositories with these ids, those of an installation, or all. */
type Which = { repositoryIds: readonly number[] } | { installationId: number } | 'all';

/** Ids of tracked repositories, among those that a caller may see, and whether they were ever read completely. */
export async function findTracked(
  database: Kysely<Database>,
  access: Access,
  which: Which,
): Promise<{ id: number; wasSynced: boolean }[]> {
  const { rows } = await sql<{ id: number; wasSynced: boolean }>`
    select r.id, r.last_synced_at is not null as "wasSynced" from repositories as r
     where r.deleted_at is null and r.untracked_at is null and ${conditionOf(which)} and ${visible(access, sql`r.id`)}
     order by r.id
  `.execute(database);
  return rows;
}

function conditionOf(which: Which) {
  // A sync of an inaccessible repository can only fail.
  if (which === 'all') return sql`r.inaccessible_since is null`;
  if ('repositoryIds' in which) return sql`r.id = any(${[...which.repositoryIds]}::bigint[])`;
  return sql`r.id in (select repository_id from installation_repositories
                       where installation_id = ${which.installationId} and deleted_at is null)`;
}
