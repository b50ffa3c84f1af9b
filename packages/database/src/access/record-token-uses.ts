import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

export const utcDay = sql<Date>`(now() at time zone 'UTC')::date`;

/** Records in the audit log that the tokens of these repositories are used: once a day (UTC) for each repository. */
export async function recordTokenUses(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<void> {
  if (repositoryIds.length === 0) return;
  await sql`
    with used as (
      update repository_tokens set used_on = ${utcDay}
       where repository_id = any (${[...repositoryIds]}::bigint[]) and used_on is distinct from ${utcDay}
      returning repository_id, fingerprint
    )
    insert into audit_log (actor, action, resource, outcome, details)
    select 'hubtwin', 'repository_token.used', 'repository ' || repository_id, 'succeeded',
           jsonb_build_object('fingerprint', fingerprint)
      from used
  `.execute(database);
}
