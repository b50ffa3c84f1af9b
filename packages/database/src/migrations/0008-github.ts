import { type Kysely, sql } from 'kysely';

/** Requests to GitHub: the limits and states of its credentials, and its cached answers. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- The remaining rate limit of each credential, at most once a minute.
    create table rate_limit_samples (
      credential text not null,
      resource text not null,
      sampled_at timestamptz not null,
      seen_at timestamptz not null,
      "limit" bigint,
      used bigint not null,
      remaining bigint generated always as (greatest("limit" - used, 0)) stored,
      reset_at timestamptz,
      closed_until timestamptz,
      in_flight integer,
      burn_rate double precision,
      primary key (credential, resource, sampled_at)
    );
    comment on column rate_limit_samples.credential is 'first 12 hex digits of its SHA-256';
    comment on column rate_limit_samples.sampled_at is 'start of the minute of the sample';
    comment on column rate_limit_samples.seen_at is 'when GitHub reported it';
    comment on column rate_limit_samples.burn_rate is 'requests per second of all processes';
    create index rate_limit_samples_by_time on rate_limit_samples (sampled_at, credential, resource);
    create index rate_limit_samples_by_credential on rate_limit_samples (credential, sampled_at, resource);
    create index rate_limit_samples_by_resource on rate_limit_samples (resource, sampled_at, credential);

    -- How many requests each service sent to GitHub in each hour.
    create table github_request_counts (
      hour timestamptz not null,
      service text not null,
      answers bigint not null,
      not_modified bigint not null,
      refused bigint not null,
      seconds double precision not null,
      last_request_at timestamptz,
      errors jsonb not null default '{}',
      primary key (hour, service)
    );
    comment on column github_request_counts.refused is 'answers that denied a request because of a rate limit';
    comment on column github_request_counts.seconds is 'total duration of all answers';
    comment on column github_request_counts.errors is 'failed requests by error code';

    -- What GitHub last reported about each credential.
    create table github_credentials (
      fingerprint text primary key,
      type text,
      login text,
      scopes text[],
      permissions jsonb,
      expires_at timestamptz,
      error_code text,
      error text,
      checked_at timestamptz not null
    );
    comment on column github_credentials.fingerprint is 'first 12 hex digits of its SHA-256';
    comment on column github_credentials.error is 'why GitHub rejected it at the last check; null: it did not';

    -- GitHub's answers with their validators, so that a 304 after a restart saves requests of the rate limit.
    create table http_cache (
      key text primary key,
      etag text not null,
      headers jsonb not null,
      body text not null,
      used_at timestamptz not null default now()
    );
    create index on http_cache (used_at);

    -- Written by packages/github with every request, so pages have free space for several versions of a row (HOT
    -- updates). Durable changes, such as that of Retry-After, survive a crash of Postgres; GitHub's next headers
    -- replace the others.
    create table github_budgets (
      credential text primary key,
      version text not null,
      record text storage main not null,
      changed_at timestamptz not null default now()
    ) with (fillfactor = 20);

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
