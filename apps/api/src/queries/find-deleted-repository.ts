import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

/** The repository of a name that is stored as deleted, among those that the caller may see. */
export async function findDeletedRepository(
  database: Kysely<Database>,
  access: Access,
  fullName: string,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from repositories
     where lower(full_name) = ${fullName.toLowerCase()} and deleted_at is not null and untracked_at is null
       and ${visible(access, sql`id`)}
     order by deleted_at desc limit 1
  `.execute(database);
  return rows[0]?.id ?? null;
}
