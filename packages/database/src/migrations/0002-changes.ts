import { type Kysely, sql } from 'kysely';

/**
 * The change log, in daily partitions that retention drops (`docs/decisions/0008-retention.md`).
 *
 * Sequence numbers are drawn before their transaction commits, so a reader could see 7 before 6. Writers therefore
 * hold a shared advisory lock whose key contains the last number drawn before theirs; below the lowest such key no
 * entry can appear any more. Only writers of this log hold it, so no other long transaction delays the readers.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table changes (
      seq bigserial,
      resource text not null,
      key text not null,
      kind text not null check (kind in ('created', 'updated', 'deleted', 'restored')),
      repository_id bigint,
      fields jsonb not null,
      source text not null,
      changed_at timestamptz not null default now(),
      primary key (seq, changed_at)
    ) partition by range (changed_at);
    create index changes_by_repository on changes (repository_id, seq);
    -- The default partition for other days, so that a missed maintenance run never makes an insert fail.
    create table changes_default partition of changes default;

    create function changes_fence() returns void language plpgsql as $$
    begin
      -- Before the first number is drawn, the sequence returns it as its last value.
      perform pg_advisory_xact_lock_shared((18516::bigint << 48) | case when is_called then last_value else 0 end)
         from changes_seq_seq;
    end $$;

    create function changes_horizon() returns bigint language plpgsql as $$
    declare
      drawn bigint;
      fenced bigint;
    begin
      -- The order matters: a writer that fences after this line draws a number above it.
      select case when is_called then last_value else 0 end into drawn from changes_seq_seq;
      select min(((classid::bigint & 65535) << 32) | objid::bigint) into fenced
        from pg_locks
       where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 18516
         and database = (select oid from pg_database where datname = current_database());
      return least(drawn, fenced);
    end $$;
  `.execute(database);
}
