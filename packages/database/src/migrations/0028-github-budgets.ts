import { type Kysely, sql } from 'kysely';

/**
 * The budgets of GitHub credentials, written by `packages/github`. A row changes with every request, so pages have
 * free space for several versions of it (HOT updates). Durable changes, such as that of `Retry-After`, survive a
 * crash of Postgres; GitHub's next headers replace the others.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table github_budgets (
      credential text primary key,
      version text not null,
      record text not null,
      changed_at timestamptz not null default now()
    ) with (fillfactor = 20);
    alter table github_budgets alter column record set storage main;

    create function swap_github_budget(
      of_credential text, expected text, new_version text, new_record text, is_durable boolean
    ) returns table (swapped boolean, version text, record text, now float8) language plpgsql as $$
    #variable_conflict use_column
    begin
      if not is_durable then
        perform set_config('synchronous_commit', 'off', true);
      end if;
      if expected is null then
        insert into github_budgets (credential, version, record)
        values (of_credential, new_version, new_record)
        on conflict do nothing;
      else
        update github_budgets set version = new_version, record = new_record, changed_at = now()
         where credential = of_credential and version = expected;
      end if;
      -- A separate statement, so that it sees what another process has written since.
      return query
        select found, b.version, b.record, extract(epoch from clock_timestamp())::float8 * 1000
          from (values (found)) as outcome (found)
          left join github_budgets as b on b.credential = of_credential and not outcome.found;
    end $$;
  `.execute(database);
}
