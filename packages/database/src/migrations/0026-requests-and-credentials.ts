import { type Kysely, sql } from 'kysely';

/** How many requests each service sent to GitHub in each hour, and what GitHub last reported about each credential. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
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
  `.execute(database);
}
