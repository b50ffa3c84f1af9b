import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import type { VisibleRepositories } from './visible-repositories.ts';

/** The repositories of these ids with their names, except for old names that other repositories have now. */
export async function findVisibleRepositories(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<VisibleRepositories> {
  const ids = [...repositoryIds];
  const { rows } = await sql<{ name: string }>`
    select lower(full_name) as name from repositories where id = any(${ids}::bigint[]) and full_name is not null
    union
    select n.full_name from repository_names as n
     where n.repository_id = any(${ids}::bigint[])
       and not exists (
         select from repositories as r
          where lower(r.full_name) = n.full_name and r.deleted_at is null and r.id <> all(${ids}::bigint[]))
  `.execute(database);
  return { ids: new Set(ids), names: new Set(rows.map(({ name }) => name)) };
}
