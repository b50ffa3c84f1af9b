import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Deletes those of the purged accounts that nothing in the twin refers to any more. */
export async function purgeAccounts(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { batch, signal }: { batch: number; signal?: AbortSignal },
): Promise<number> {
  const owns = resources.flatMap(({ table, account }) => {
    if (account === undefined) return [];
    const { id, login } = account;
    // Large tables are indexed by login.
    const byLogin = login === undefined ? sql`` : sql`and lower(${sql.ref(`t.${login}`)}) = lower(a.login)`;
    return [
      sql`exists (select from ${sql.table(table)} as t
                   where ${sql.ref(`t.${id}`)} = a.id ${byLogin} and t.deleted_at is null)`,
    ];
  });
  let purged = 0;
  while (signal?.aborted !== true) {
    const { rows } = await sql<{ looked: number; purged: number }>`
      with candidates as (
        delete from purged_accounts
         where id in (select id from purged_accounts order by id limit ${batch}) returning id
      ), orphans as (
        delete from accounts as a using candidates as c
         where a.id = c.id and not (${sql.join(owns, sql` or `)}) returning a.id
      )
      select (select count(*) from candidates) as looked, (select count(*) from orphans) as purged
    `.execute(database);
    purged += rows[0]?.purged ?? 0;
    if ((rows[0]?.looked ?? 0) < batch) break;
  }
  return purged;
}
