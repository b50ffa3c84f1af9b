import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Deletes rows that were written into repositories during their purge: a transaction that started before sees the
 * repository, and commits after its deletion. Ids are kept for a day, longer than any transaction runs.
 *
 * @param parts the resources that belong to repositories.
 */
export async function purgeOrphans(
  database: Kysely<Database>,
  parts: readonly Resource[],
  { batch, signal }: { batch: number; signal?: AbortSignal },
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from purged_repositories as p
     where not exists (select from repositories as r where r.id = p.id)
  `.execute(database);
  const ids = rows.map(({ id }) => id);
  const tables = [...parts.map(({ table }) => table), 'repository_names', 'installation_repositories'];
  for (const table of ids.length === 0 ? [] : tables) {
    let count = batch;
    while (count === batch && signal?.aborted !== true) {
      const deleted = await sql<{ count: number }>`
        with deleted as (
          delete from ${sql.table(table)}
           where ctid = any (array(
                 select ctid from ${sql.table(table)}
                  where repository_id = any (array(
                        select p.id from purged_repositories as p
                         where p.id = any (${ids}) and not exists (select from repositories as r where r.id = p.id)))
                  limit ${batch}))
          returning 1)
        select count(*) from deleted
      `.execute(database);
      count = deleted.rows[0]?.count ?? 0;
    }
  }
  await sql`delete from purged_repositories where purged_at < now() - interval '1 day'`.execute(database);
}
