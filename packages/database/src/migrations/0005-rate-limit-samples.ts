import { type Kysely, sql } from 'kysely';

/** The remaining rate limit of each credential, at most once a minute. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
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
  `.execute(database);
}
