import { type Kysely, sql } from 'kysely';

/** Longest text that is searched, in characters: the rest of a longer one costs more than it contributes. */
const most = 20_000;

const titled = `
  setweight(to_tsvector('english', left(coalesce(title, ''), 1000)), 'A') ||
  setweight(to_tsvector('english', left(coalesce(body, ''), ${most})), 'D')`;

/** The first line of a message is its title. */
const message = `
  setweight(to_tsvector('english', left(split_part(coalesce(message, ''), E'\\n', 1), 1000)), 'A') ||
  setweight(to_tsvector('english',
    left(substr(coalesce(message, ''), length(split_part(coalesce(message, ''), E'\\n', 1)) + 1), ${most})), 'D')`;

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const [table, words] of [
    ['issues', titled],
    ['pull_requests', titled],
    ['commits', message],
  ]) {
    await sql
      .raw(
        `alter table ${table} add column search tsvector not null generated always as (${words}) stored;
         create index ${table}_search on ${table} using gin (search) where deleted_at is null`,
      )
      .execute(database);
  }
  await sql`
    create index on commits (committed_at, sha) where deleted_at is null;
    create index pull_requests_merged on pull_requests (repository_id, merged_at) include (created_at)
      where merged_at is not null and deleted_at is null;
    alter table workflow_runs add column jobs_fetched_at timestamptz;
    comment on column workflow_runs.jobs_fetched_at is 'when its jobs were fetched because none were known';
  `.execute(database);
}
