import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

const kept = `'{}'::jsonb, '', 'sync', now()`;
const keptColumns = 'raw, version, source, synced_at';
/** Seven are missing, of which one is deleted, and one not tracked: of these nothing is shown. */
const repositories = 7;

/** Times that are missing, equal, microseconds apart, or in years that ISO 8601 does not write. */
const time = `case floor(random() * 12)::int when 0 then null when 1 then '0044-03-15 BC'::timestamptz
  when 2 then '20000-01-01'::timestamptz else '2026-03-01Z'::timestamptz + floor(random() * 40) * interval '1 microsecond'
  + floor(random() * 3) * interval '1 second' end`;
/** Of our own clock. */
const known = `'2026-03-01Z'::timestamptz + floor(random() * 40) * interval '1 microsecond'`;
const oneOf = (...values: string[]) =>
  `(array[${values.map((value) => (value === 'null' ? 'null' : `'${value}'`)).join()}])[1 + floor(random() * ${values.length})::int]`;
const lists = (...values: string[][]) => `${oneOf(...values.map((each) => `{${each}}`), 'null')}::text[]`;
const number = (below: number) => `floor(random() * ${below})::int`;
const repository = `1 + ${number(repositories)}`;
const deletedAt = `case when random() < 0.1 then now() end`;
const login = oneOf('ada', 'Ada', 'grace', 'null');

/** Of a commit that has checks. */
const hashes = ['a', 'b', 'c'].map((digit) => digit.repeat(40));

const runner = `${oneOf('true', 'false', 'null')}::boolean, ${oneOf('one', 'two', 'null')}, ${lists(['bug', 'DOCS'], ['docs'], [])}`;

/** Rows of every list, at random. */
const fill = (rows: number, seed: number): string[] => {
  const spread = `from generate_series(1, ${rows}) as n`;
  const titled = (table: string, of: string) => `
    insert into ${table} (id, repository_id, number, title, state, labels, assignees, milestone_number, comments,
                          author_login, created_at, updated_at, deleted_at, ${keptColumns})
    select n, ${repository}, case when random() < 0.95 then n end, 'Number ' || n, ${oneOf('open', 'closed')},
           ${lists(['bug', 'docs'], ['Bug'], [])}, ${lists(['Ada'], ['grace', 'ada'], [])}, ${oneOf('1', '2', 'null')}::int,
           ${number(4)}, ${login}, ${time}, ${time}, ${deletedAt}, ${kept} ${of}`;
  return [
    `select setseed(${(seed % 1_000) / 1_000})`,
    `insert into repositories (id, full_name, default_branch, deleted_at, untracked_at, inaccessible_since, ${keptColumns})
     select n, case when n <> 5 then 'Acme/r' || n end, 'main', case when n = 6 then now() end,
            case when n = 7 then now() end, case when n = 3 then now() end, ${kept}
       from generate_series(1, ${repositories}) as n`,
    `update repositories set owner_login = ${oneOf('acme', 'Acme', 'other')}, language = ${oneOf('Go', 'go', 'null')},
            visibility = ${oneOf('public', 'private')}, archived = ${oneOf('true', 'false', 'null')}::boolean,
            fork = ${oneOf('true', 'false')}::boolean, topics = ${lists(['a', 'b'], ['b'], [])}, created_at = ${time},
            updated_at = ${time}, pushed_at = ${time}`,
    `insert into installations (id, account_login, deleted_at, ${keptColumns})
     select n, 'acme', ${deletedAt}, ${kept} from generate_series(2, 9) as n`,
    `insert into installations (id, account_login, ${keptColumns}) select 1, 'acme', ${kept}`,
    `insert into installation_repositories (installation_id, repository_id, deleted_at, ${keptColumns})
     select i, n, case when i > 1 then ${deletedAt} end, ${kept} from generate_series(1, 9) as i, generate_series(1, ${repositories}) as n where random() < 0.6 or i = 1`,
    `insert into branches (repository_id, name, sha, deleted_at, ${keptColumns})
     select ${repository}, ${oneOf('A', 'a', 'ä', '_', '-')} || n, md5(n::text), ${deletedAt}, ${kept} ${spread}`,
    `insert into tags (repository_id, name, sha, deleted_at, ${keptColumns})
     select ${repository}, ${oneOf('v', 'V', 'ä', '-')} || n, ${oneOf('aa', 'null')}, ${deletedAt}, ${kept} ${spread}`,
    `insert into commits (repository_id, sha, message, author_login, committed_at, deleted_at, ${keptColumns})
     select ${repository}, md5(n::text) || '00000000', 'm', ${login}, ${time}, ${deletedAt}, ${kept} ${spread}`,
    titled('issues', spread),
    titled('pull_requests', spread),
    `update pull_requests set raw = case when random() < 0.5 then '{"head": {"user": {"login": "Ada"}}}'::jsonb else raw end`,
    `update pull_requests set head_ref = ${oneOf('one', 'two', 'null')}, base_ref = ${oneOf('main', 'next')},
            requested_reviewers = ${lists(['ada'], ['Grace'], [])}, requested_teams = ${lists(['core'], ['web', 'core'], [])}`,
    `insert into issue_comments (id, repository_id, issue_number, author_login, created_at, updated_at, deleted_at, ${keptColumns})
     select i.id * 100 + m, i.repository_id, i.number, ${login}, ${time}, ${time}, ${deletedAt}, ${kept}
       from issues as i, generate_series(1, 9) as m where i.id % 4 = 0`,
    `insert into review_comments (id, repository_id, pull_number, author_login, created_at, updated_at, deleted_at, ${keptColumns})
     select p.id * 100 + m, p.repository_id, p.number, ${login}, ${time}, ${time}, ${deletedAt}, ${kept}
       from pull_requests as p, generate_series(1, 9) as m where p.id % 4 = 0`,
    `insert into reviews (id, repository_id, pull_number, author_login, state, submitted_at, deleted_at, ${keptColumns})
     select p.id * 100 + m, p.repository_id, p.number, ${login}, ${oneOf('approved', 'commented', 'dismissed')}, ${time}, ${deletedAt}, ${kept}
       from pull_requests as p, generate_series(1, 9) as m where p.id % 4 = 0`,
    `insert into review_threads (id, repository_id, pull_number, comment_id, resolved, path, deleted_at, ${keptColumns})
     select 'T' || p.id * 100 + m, p.repository_id, p.number, case when random() < 0.9 then ${number(50)} end,
            ${oneOf('true', 'false', 'null')}::boolean, ${oneOf('a', 'b')}, ${deletedAt}, ${kept}
       from pull_requests as p, generate_series(1, 9) as m where p.id % 4 = 0`,
    `insert into pull_request_commits (repository_id, pull_number, sha, position, deleted_at, ${keptColumns})
     select p.repository_id, p.number, repeat(to_hex(m), 40), m, ${deletedAt}, ${kept}
       from pull_requests as p, generate_series(1, 9) as m where p.id % 4 = 0 and p.number is not null`,
    `insert into labels (id, repository_id, name, deleted_at, ${keptColumns})
     select n, ${repository}, ${oneOf('bug', 'Bug', 'ä', 'null')}, ${deletedAt}, ${kept} ${spread}`,
    `insert into milestones (id, repository_id, number, state, deleted_at, ${keptColumns})
     select n, ${repository}, case when random() < 0.9 then n % 9 end, ${oneOf('open', 'closed')}, ${deletedAt}, ${kept} ${spread}`,
    `insert into contributors (repository_id, contributor, contributions, deleted_at, ${keptColumns})
     select ${repository}, n, case when random() < 0.9 then ${number(5)} end, ${deletedAt}, ${kept} ${spread}`,
    `insert into releases (id, repository_id, tag_name, created_at, deleted_at, ${keptColumns})
     select n, ${repository}, 'v' || n, ${time}, ${deletedAt}, ${kept} ${spread}`,
    `insert into workflows (id, repository_id, deleted_at, ${keptColumns}) select n, ${repository}, ${deletedAt}, ${kept} ${spread}`,
    `insert into workflow_runs (id, repository_id, status, conclusion, head_branch, event, actor_login, head_sha, created_at,
                                deleted_at, ${keptColumns})
     select n, ${repository}, ${oneOf('queued', 'completed')}, ${oneOf('success', 'failure', 'null')},
            ${oneOf('main', 'next')}, ${oneOf('push', 'schedule', 'null')}, ${login}, ${oneOf('a', 'b')}, ${time}, ${deletedAt}, ${kept}
       ${spread}`,
    `insert into workflow_jobs (id, repository_id, run_id, status, conclusion, runner_name, workflow_name, labels, created_at,
                                deleted_at, ${keptColumns})
     select n, repository_id, id, ${oneOf('queued', 'completed', 'waiting')}, ${oneOf('success', 'failure', 'null')},
            ${oneOf('one', 'two', 'null')}, ${oneOf('CI', 'Deploy')}, ${lists(['bug', 'DOCS'], ['docs'], [])}, ${time}, ${deletedAt}, ${kept}
       from (select r.*, row_number() over () + 1000 * m as n from workflow_runs as r, generate_series(1, 3) as m) as r`,
    ...['check_suites', 'check_runs'].map(
      (table) => `
    insert into ${table} (id, repository_id, head_sha, app_slug, status, conclusion, deleted_at, ${keptColumns})
    select n, ${repository}, ${oneOf(...hashes)}, ${oneOf('one', 'two', 'null')}, ${oneOf('queued', 'completed')},
           ${oneOf('success', 'failure', 'null')}, ${deletedAt}, ${kept} ${spread}`,
    ),
    `update check_suites set created_at = ${time}`,
    `update check_runs set started_at = ${time}, name = ${oneOf('test', 'lint')}`,
    `insert into commit_statuses (id, repository_id, sha, context, state, created_at, deleted_at, ${keptColumns})
     select n, ${repository}, ${oneOf(...hashes)}, ${oneOf('one', 'two')}, ${oneOf('pending', 'success')}, ${time},
            ${deletedAt}, ${kept} ${spread}`,
    `insert into deployments (id, repository_id, sha, ref, environment, created_at, deleted_at, ${keptColumns})
     select n, ${repository}, ${oneOf('a', 'b')}, ${oneOf('main', 'next')}, ${oneOf('one', 'two', 'null')}, ${time},
            ${deletedAt}, ${kept} ${spread}`,
    `insert into deployment_statuses (id, repository_id, deployment_id, state, environment, created_at, deleted_at, ${keptColumns})
     select d.id * 100 + m, d.repository_id, d.id, ${oneOf('success', 'failure')}, ${oneOf('one', 'two')}, ${time},
            ${deletedAt}, ${kept} from deployments as d, generate_series(1, 9) as m where d.id % 4 = 0`,
    `insert into runners (scope, id, repository_id, status, busy, name, labels, deleted_at, ${keptColumns})
     select 'repos/' || of, n % 20, of, ${oneOf('online', 'offline')}, ${runner}, ${deletedAt}, ${kept}
       from (select n, ${repository} as of ${spread}) as r on conflict do nothing`,
    `insert into runners (scope, id, organization_id, organization_login, status, busy, name, labels, deleted_at, ${keptColumns})
     select 'orgs/9', n, 9, 'acme', ${oneOf('online', 'offline')}, ${runner}, ${deletedAt}, ${kept} from generate_series(1, 9) as n`,
    `insert into accounts (id, login, type, ${keptColumns}) select 9, 'Acme', 'Organization', ${kept}`,
    `update installations set account_id = 9 where id = 1`,
    `insert into teams (organization_id, id, name, slug, privacy, parent_id, deleted_at, ${keptColumns})
     select 9 + n % 2, n, ${oneOf('A', 'a', 'ä', '-')} || n % 7, 'team-' || n, ${oneOf('closed', 'secret')},
            ${oneOf('1', '2', 'null')}::bigint, case when n > 2 then ${deletedAt} end, ${kept} ${spread}`,
    `insert into organization_members (organization_id, id, login, role, deleted_at, ${keptColumns})
     select 9 + n % 2, n, ${oneOf('ada', 'Ada', '_', '-')} || n % 9, ${oneOf('member', 'admin', 'null')}, ${deletedAt}, ${kept}
       ${spread}`,
    `insert into team_members (organization_id, team_id, id, login, role, deleted_at, ${keptColumns})
     select 9 + n % 2, 1 + ${number(2)}, n, ${oneOf('ada', 'Ada', '_', '-')} || n % 9, ${oneOf('member', 'maintainer', 'null')},
            ${deletedAt}, ${kept} ${spread}`,
    `insert into changes (resource, key, kind, repository_id, fields, source)
     select ${oneOf('issues', 'labels')}, n, ${oneOf('updated', 'created')}, ${repository},
            case when random() < 0.7 then '{"title": {"from": "a", "to": "b"}}' else '{}' end::jsonb, 'webhook' ${spread}`,
    `insert into collaborators (id, repository_id, login, permission, deleted_at, ${keptColumns})
     select n, ${repository}, ${oneOf('ada', 'Ada', '_', '-')} || n, ${oneOf('read', 'admin')}, ${deletedAt}, ${kept} ${spread}`,
    `insert into webhook_deliveries (guid, event, action, status, repository_id, batch, body_bytes, body_sha256, received_at)
     select gen_random_uuid(), ${oneOf('issues', 'push')}, ${oneOf('opened', 'null')},
            ${oneOf('processed', 'parked', 'received')}, case when random() < 0.8 then ${repository} end,
            gen_random_uuid(), 1, '', '2026-03-01Z'::timestamptz + ${number(40)} * interval '1 microsecond' ${spread}`,
    `insert into webhook_attempts select guid, batch, 1, now() from webhook_deliveries where status = 'received' and random() < 0.5`,
    `insert into rate_limit_samples (credential, resource, sampled_at, seen_at, used)
     select ${oneOf('aaaaaaaaaaaa', 'bbbbbbbbbbbb')}, ${oneOf('core', 'search')},
            '2026-03-01Z'::timestamptz + n % 30 * interval '1 microsecond', now(), 0 ${spread} on conflict do nothing`,
    `insert into audit_log (recorded_at, actor, action, resource, outcome)
     select ${known}, ${oneOf('admin', 'api_key:1')}, ${oneOf('a', 'b')}, ${oneOf('/x', '/y')}, 'succeeded' ${spread}`,
    `insert into sync_jobs (job_type, status, priority, installation_id, completed_at)
     select ${oneOf('manual_sync', 'periodic_sync')}, ${oneOf('failed', 'completed')}, 'low', ${number(3)} + 1, now() ${spread}`,
    `insert into sync_job_repositories (job_id, repository_id, work) select 1, n, 'sync' from generate_series(1, ${repositories}) as n`,
    `insert into projects (repository_id, name) select ${repository}, 'p' || n ${spread}`,
    `insert into project_updates (project_id, commit_sha, files) select 1, md5(n::text), '[]' ${spread}`,
    `insert into progress_snapshots (project_id, commit_sha, tasks_done, tasks_total, sections, dependencies, errors)
     select 1, md5(n::text), 0, 0, '[]', '[]', '[]' ${spread}`,
    `update projects set repository_id = 1 where id = 1`,
    `insert into webhook_configs (hook_id, target, repository_id, secret) select n, 'Acme/r1', ${repository}, '' from generate_series(1, 9) as n`,
  ];
};

export async function fillWorld(database: Kysely<Database>, options: { rows: number; seed: number }) {
  await database.connection().execute(async (connection) => {
    for (const statement of fill(options.rows, options.seed)) await sql.raw(statement).execute(connection);
  });
}
