import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

/** Where a name leads: to a repository, or to the name that it has now. */
export type FoundRepository = { id: number } | { movedTo: string };

/** Finds the repository of a name, in any case, among those that the caller may see. */
export async function findRepository(
  database: Kysely<Database>,
  access: Access,
  fullName: string,
): Promise<FoundRepository | undefined> {
  const name = fullName.toLowerCase();
  // Two rows under one name: the older one's deletion was missed, and its name was taken again.
  const named = await sql<{ id: number; isVisible: boolean }>`
    select id, ${visible(access, sql`id`)} as "isVisible"
      from repositories
     where lower(full_name) = ${name} and deleted_at is null and untracked_at is null
     order by id desc limit 1
  `.execute(database);
  const [current] = named.rows;
  // A name that is taken again leads nowhere else, also for those who may not see who has it.
  if (current !== undefined) return current.isVisible ? { id: current.id } : undefined;

  const renamed = await sql<{ movedTo: string }>`
    select r.full_name as "movedTo"
      from repository_names as n join repositories as r on r.id = n.repository_id
     where n.full_name = ${name} and n.deleted_at is null
       and r.deleted_at is null and r.untracked_at is null and r.full_name is not null and lower(r.full_name) <> ${name}
       and ${visible(access, sql`r.id`)}
     order by n.synced_at desc, r.id desc
     limit 1
  `.execute(database);
  return renamed.rows[0];
}
