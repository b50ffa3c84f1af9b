import type { SyncHealth } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';

const maxShown = 100;

/** A time in the JSON format of the API. */
const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const restriction = sql`
  jsonb_build_object('resource', l.resource, 'state', l.state, 'reason', l.reason,
                     'since', ${iso('l.since')}, 'checked_at', ${iso('l.checked_at')})`;

/** The lists that GitHub does not show of a repository, in the format of the API; read from a partial index. */
export const restrictionsOf = (repositoryId: RawBuilder<unknown>) => sql`
  coalesce((select jsonb_agg(${restriction} order by l.resource) from repository_lists as l
             where l.repository_id = ${repositoryId} and l.state is not null), '[]')`;

/** The lists that GitHub does not show of the repositories that a caller may see. */
export async function summarizeRestrictions(
  database: Kysely<Database>,
  within: Visibility,
): Promise<SyncHealth['restrictions']> {
  const { rows } = await sql<SyncHealth['restrictions']>`
    with shown as (
      select l.*, t.full_name from repository_lists as l join repositories as t on t.id = l.repository_id
       where l.state is not null and t.deleted_at is null and t.untracked_at is null and t.inaccessible_since is null
         and ${visible(within, sql`t.id`)}
    )
    select (select count(distinct repository_id) from shown) as repositories,
           coalesce(jsonb_agg(${restriction} || jsonb_build_object('repository',
                      jsonb_build_object('id', l.repository_id, 'full_name', l.full_name))
                      order by l.since desc, l.repository_id, l.resource), '[]') as newest
      from (select * from shown order by since desc, repository_id, resource limit ${maxShown}) as l
  `.execute(database);
  return rows[0] ?? { repositories: 0, newest: [] };
}
