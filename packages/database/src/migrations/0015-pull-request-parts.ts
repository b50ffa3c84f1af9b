import { type Kysely, sql } from 'kysely';
import { mirroredTable } from './mirrored-table.ts';

const shown = (table: string) => `from ${table} as t join repositories as r on r.id = t.repository_id`;
const isShown = 'where t.deleted_at is null and r.deleted_at is null and r.untracked_at is null';

/** Threads of comments on lines of pull requests, their commits, and the teams whose review is requested. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    mirroredTable('review_threads', {
      key: 'id',
      columns: `id text collate "C" not null, repository_id bigint not null, pull_number integer, comment_id bigint,
        resolved boolean, outdated boolean, resolved_by_id bigint, resolved_by_login text, path text, line integer,
        side text`,
      indexes: [
        '(repository_id, comment_id, id)',
        '(repository_id, resolved, comment_id, id)',
        '(repository_id, path, comment_id, id)',
        '(repository_id, id)',
        '(repository_id, pull_number, comment_id, id)',
      ],
      lookups: ['(resolved_by_id)'],
    }),
    mirroredTable('pull_request_commits', {
      key: 'repository_id, pull_number, sha',
      columns:
        'repository_id bigint not null, pull_number integer not null, sha text not null, position bigint',
      indexes: ['(repository_id, pull_number, position, sha)', '(repository_id, sha, pull_number, position)'],
    }),
    'alter table pull_requests add column requested_teams text[]',
    `update pull_requests set requested_teams = array(select t ->> 'slug' from jsonb_array_elements(raw -> 'requested_teams') as t)
      where jsonb_typeof(raw -> 'requested_teams') = 'array'`,
    'create index on pull_requests using gin (lower_all(requested_teams)) where deleted_at is null',
    'create statistics pull_requests_teams on (lower_all(requested_teams)) from pull_requests',
    `create view hubtwin.review_threads as
      select r.id as repository_id, r.full_name as repository, t.pull_number as number, t.resolved, t.outdated,
             t.resolved_by_login as resolved_by, c.author_login as author, t.path, t.line, c.created_at as started_at
        ${shown('review_threads')} left join review_comments as c on c.id = t.comment_id ${isShown}`,
    `comment on view hubtwin.review_threads is 'one row for each thread of comments on lines of a pull request'`,
    `comment on column hubtwin.review_threads.number is 'of the pull request'`,
    `comment on column hubtwin.review_threads.author is 'login of the author of its first comment'`,
    `create view hubtwin.pull_request_commits as
      select r.id as repository_id, r.full_name as repository, t.pull_number as number, t.position, t.sha
        ${shown('pull_request_commits')} ${isShown}`,
    `comment on view hubtwin.pull_request_commits is 'one row for each commit of a pull request'`,
    `comment on column hubtwin.pull_request_commits.position is 'from 1, the oldest first'`,
    `create view hubtwin.team_review_load as
      select r.id as repository_id, r.full_name as repository, t.number, t.title, t.author_login as author, team,
             round((extract(epoch from now() - t.created_at) / 3600)::numeric, 2) as hours_open
        ${shown('pull_requests')} cross join unnest(t.requested_teams) as team
        ${isShown} and t.state = 'open' and not coalesce(t.draft, false)`,
    `comment on view hubtwin.team_review_load is 'one row for each team whose review an open pull request waits for'`,
    `comment on column hubtwin.team_review_load.team is 'slug'`,
  ];
  await sql.raw(statements.join(';\n')).execute(database);
}
