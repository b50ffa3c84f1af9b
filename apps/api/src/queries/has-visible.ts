import { type RawBuilder, sql } from 'kysely';
import type { Visibility } from './access.ts';

/**
 * The condition that one of the rows of a table, as `v`, belongs to a repository that the caller may see. It references no row of
 * the outer statement, so that Postgres checks it first and once, with one index lookup for each of the
 * caller's repositories: the same work whether or not there are rows.
 */
export function hasVisible(
  { repositoryIds }: Visibility,
  table: 'installation_repositories' | 'sync_job_repositories',
  condition: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (repositoryIds === null) return sql`true`;
  return sql`exists (
    select from unnest(${[...repositoryIds]}::bigint[]) as own (id)
     cross join lateral (
       select from ${sql.table(table)} as v where ${condition} and v.repository_id = own.id limit 1) as found)`;
}
