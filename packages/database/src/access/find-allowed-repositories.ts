import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Resolves names and ids to repositories, one for each in their order; null where there is none. */
export async function findAllowedRepositories(
  database: Kysely<Database>,
  named: readonly (string | number)[],
): Promise<(number | null)[]> {
  const texts = named.map((name) => `${name}`.toLowerCase());
  // A name that is in use again resolves to its current owner; a former name to the last one.
  const { rows } = await sql<{ id: number | null }>`
    select coalesce(
             (select r.id from repositories as r
               where r.id = case when given.name ~ '^[0-9]+$' then given.name::bigint end
                 and r.deleted_at is null and r.untracked_at is null),
             (select r.id from repositories as r
               where lower(r.full_name) = given.name and r.deleted_at is null and r.untracked_at is null
               order by r.id desc limit 1),
             (select r.id from repository_names as n join repositories as r on r.id = n.repository_id
               where n.full_name = given.name and n.deleted_at is null and r.deleted_at is null and r.untracked_at is null
               order by n.synced_at desc, r.id desc limit 1)) as id
      from unnest(${texts}::text[]) with ordinality as given (name, place)
     order by given.place
  `.execute(database);
  return rows.map(({ id }) => id);
}
