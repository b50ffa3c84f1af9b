import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';

/** The repository of a name, or its current name. */
export type FoundRepository = { id: number } | { movedTo: string };

/**
 * Finds the repository of a name, case-insensitively, among those that the caller may see. It is one statement for any
 * name, so that its duration does not reveal whether a repository exists that the caller may not see.
 */
export async function findRepository(
  database: Kysely<Database>,
  access: Visibility,
  fullName: string,
): Promise<FoundRepository | undefined> {
  const name = fullName.toLowerCase();
  // Two rows under one name: the older one's deletion was missed, and its name was taken again.
  const { rows } = await sql<{ id: number | null; movedTo: string | null }>`
    select (select id from repositories
             where lower(full_name) = ${name} and deleted_at is null and untracked_at is null
             order by id desc limit 1) as id,
           (select r.full_name
              from repository_names as n join repositories as r on r.id = n.repository_id
             where n.full_name = ${name} and n.deleted_at is null
               and r.deleted_at is null and r.untracked_at is null and r.full_name is not null
               and lower(r.full_name) <> ${name} and ${visible(access, sql`r.id`)}
             order by n.synced_at desc, r.id desc limit 1) as "movedTo"
  `.execute(database);
  const { id = null, movedTo = null } = rows[0] ?? {};
  if (id === null) return movedTo === null ? undefined : { movedTo };
  // A name that another repository has now does not redirect, even for callers who may not see that repository.
  return access.repositoryIds?.includes(id) === false ? undefined : { id };
}
