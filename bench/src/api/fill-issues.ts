import pg from 'pg';

/** The size of the data: issues are spread evenly over the repositories. */
export interface Population {
  repositories: number;
  issues: number;
}

const perStatement = 100_000;

/**
 * Fills a migrated database with issues of about a kilobyte. The frequency of words follows that of natural text: the
 * nth word of a vocabulary is n times rarer than the first. The indexes are created afterwards, which corresponds to
 * their state after an import over days.
 */
export async function fillIssues(databaseUrl: string, { repositories, issues }: Population): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'");
    await client.query(
      `insert into repositories (id, owner_id, owner_login, name, full_name, private, visibility, default_branch,
                                 created_at, updated_at, raw, version, source, synced_at, last_synced_at)
       select n, 1, 'demo-org', 'service-' || n, 'demo-org/service-' || n, false, 'public', 'main',
              now(), now(), '{}', '', 'import', now(), now()
         from generate_series(1, $1) as n`,
      [repositories],
    );
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexname as name, indexdef as definition from pg_indexes
        where tablename = 'issues' and indexname <> 'issues_pkey'`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (let from = 1; from <= issues; from += perStatement) {
      await client.query(
        `insert into issues (id, repository_id, number, title, body, state, locked, comments, author_id, author_login,
                             assignees, labels, html_url, created_at, updated_at, raw, version, whole_clock, source,
                             fetched_at, synced_at)
         select n, n % $3 + 1, n / $3 + 1, 'Checkout fails for order ' || n || ' in Service' || rank || 'Client', $4 || words || n,
                case when n % 3 = 0 then 'open' else 'closed' end, false, n % 7, n % 50, 'user-' || n % 50,
                '{}', array['bug'], 'https://github.com/demo-org/service-' || n % $3 + 1 || '/issues/' || n / $3 + 1,
                at, at, jsonb_build_object('id', n, 'number', n / $3 + 1, 'title', 'Checkout fails for order ' || n),
                '', '', 'import', now(), now()
           from generate_series($1::bigint, $2::bigint) as n, lateral (select now() - (n * 7919 % 40000000) * interval '1 second' as at,
                        floor(power($5::float8, random()))::int as rank, floor(power($5, random()))::int as one,
                        floor(power($5, random()))::int as other) as t,
                lateral (select ' term' || one || ' term' || other || ' in src/module-' || n % 10000 || '/index.ts '
                             || case when n % 50 = 0 then substr($6, (n / 50 % 20)::int + 1, 6) || '。' else '' end as words) as w`,
        [from, Math.min(issues, from + perStatement - 1), repositories, body, vocabulary, chinese],
      );
    }
    for (const { definition } of indexes) await client.query(definition);
    await client.query('vacuum analyze');
    // Otherwise the server writes the data to disk for minutes during the measurement.
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

/** Number of words in the vocabulary. */
export const vocabulary = 20_000;
export const chinese = '修复登录页面错误并且更新数据库连接超时的提示信息';

const body = 'Paying by invoice ends in an error since the last release, for every customer abroad. '.repeat(
  5,
);
