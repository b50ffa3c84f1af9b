import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Lets the role `hubtwin_reader` read the views of the schema `hubtwin`, and nothing else: neither secrets nor the inbox
 * nor keys. Creates the role, which cannot log in itself, if the user of the database may; an administrator can
 * create it otherwise, and the next start grants it the views.
 */
export async function grantReader(database: Kysely<Database>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // Processes that start at once would change the same rows of the catalog.
    await sql`select pg_advisory_xact_lock(hashtext('grant-reader'))`.execute(transaction);
    await sql`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'hubtwin_reader') then
        create role hubtwin_reader nologin;
      end if;
    exception
      -- Another process created it at the same time; or this user may not.
      when duplicate_object or unique_violation or insufficient_privilege then null;
    end $$;
    do $$ begin
      if exists (select from pg_roles where rolname = 'hubtwin_reader') then
        grant usage on schema hubtwin to hubtwin_reader;
        grant select on all tables in schema hubtwin to hubtwin_reader;
      end if;
    end $$;
    -- A role of that name would search the views before the tables of the same names.
    do $$ begin
      if current_user = 'hubtwin' then
        execute format('alter role hubtwin in database %I set search_path = public', current_database());
      end if;
    end $$;
    -- They lock what services wait for.
    revoke execute on function changes_fence(), changes_horizon() from public;
  `.execute(transaction);
  });
}
