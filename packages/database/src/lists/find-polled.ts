import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isRecheckDue } from './find-restrictions.ts';

/** Objects of repositories and of their organisations, whose lists are polled where they have objects. */
export interface Polled {
  table: string;
  /** The resource of repositories. */
  resource: string;
  /** The column that is null for objects that no list contained yet. */
  registered: string;
}

/** The organisations with such objects, or with a repository that has objects of no list. */
export async function findPolledOrganizations(
  database: Kysely<Database>,
  { table, registered }: Polled,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select t.organization_id as id from ${sql.table(table)} as t
     where t.organization_id is not null and t.deleted_at is null
    union
    select a.id from ${sql.table(table)} as t
      join repositories as r on r.id = t.repository_id and r.deleted_at is null and r.untracked_at is null
      join accounts as a on a.id = r.owner_id and a.type = 'Organization'
     where t.deleted_at is null and ${sql.ref(`t.${registered}`)} is null
     order by id
  `.execute(database);
  return rows.map(({ id }) => id);
}

/**
 * The repositories with such objects; those that have only objects of no list if their own list was not read since
 * `unlistedSince`. Without those whose list GitHub does not return, until that is due to be checked.
 */
export async function findPolledRepositories(
  database: Kysely<Database>,
  { table, resource, registered }: Polled,
  { unlistedSince }: { unlistedSince: Date },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select r.id from repositories as r
      join (select repository_id, count(${sql.ref(registered)}) > 0 as has_listed from ${sql.table(table)}
             where repository_id is not null and deleted_at is null group by repository_id) as t
        on t.repository_id = r.id
      left join repository_lists as l on l.repository_id = r.id and l.resource = ${resource}
     where r.deleted_at is null and r.untracked_at is null and r.inaccessible_since is null
       and (t.has_listed or l.read_until is null or l.read_until < ${unlistedSince})
       and (l.state is null or l.state in ('failed', 'incomplete') or ${isRecheckDue(sql`l.checked_at`)})
     order by r.id
  `.execute(database);
  return rows.map(({ id }) => id);
}
