import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { deleteRows } from './delete-rows.ts';

/**
 * Deletes rows that were written into repositories during their purge: a transaction that started before sees a
 * tracked repository, and commits after its end. This is done for a day, longer than any transaction runs.
 *
 * @param parts the resources that belong to repositories.
 */
export async function purgeOrphans(
  database: Kysely<Database>,
  parts: readonly Resource[],
  { batch, signal }: { batch: number; signal?: AbortSignal },
): Promise<void> {
  const recent = sql`select p.id from purged_repositories as p where p.purged_at > now() - interval '1 day'`;
  const orphaned = sql`
    ${recent}
       and not exists (select from repositories as r
                        where r.id = p.id and (r.untracked_at is null or r.purged_at is null))`;
  const { rows } = await sql<{ id: number }>`${orphaned}`.execute(database);
  if (rows.length > 0) {
    for (const part of parts) await deleteRows(database, part, { repositories: orphaned, batch, signal });
    // An untracked repository keeps its names and links with its row.
    const deleted = sql`${recent} and not exists (select from repositories as r where r.id = p.id)`;
    for (const table of ['repository_names', 'installation_repositories'] as const)
      await deleteRows(database, { table }, { repositories: deleted, batch, signal });
    await sql`
      with projects as (
        delete from projects where repository_id in (${orphaned})
      ), lists as (
        delete from repository_lists where repository_id in (${orphaned})
      )
      delete from history_gaps where repository_id in (${orphaned})
    `.execute(database);
  }
}
