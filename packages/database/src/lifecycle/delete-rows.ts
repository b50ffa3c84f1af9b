import type { Resource } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';

export interface DeletedRows {
  /** A query for the ids of the repositories; evaluated again for each batch. */
  repositories: RawBuilder<unknown>;
  batch: number;
  signal?: AbortSignal | undefined;
}

/** Deletes the rows of repositories in batches; their accounts are purged if nothing else refers to them. */
export async function deleteRows(
  database: Kysely<Database>,
  { table, account }: Pick<Resource, 'table' | 'account'>,
  { repositories, batch, signal }: DeletedRows,
): Promise<void> {
  // Separate statements for present and deleted rows, because the indexes are partial.
  for (const state of [sql`null`, sql`not null`]) {
    let count = batch;
    while (count === batch && signal?.aborted !== true) {
      const { rows } = await sql<{ count: number }>`
        with deleted as (
          delete from ${sql.table(table)}
           where ctid = any (array(
                 select ctid from ${sql.table(table)}
                  where repository_id = any (array(${repositories})) and deleted_at is ${state}
                  limit ${batch}))
          returning ${account === undefined ? sql`null::bigint` : sql.ref(account.id)} as account
        ), accounts as (
          insert into purged_accounts select distinct account from deleted where account is not null
          on conflict do nothing
        )
        select count(*) from deleted
      `.execute(database);
      count = rows[0]?.count ?? 0;
    }
  }
}
