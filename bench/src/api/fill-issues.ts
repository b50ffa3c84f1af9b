import pg from 'pg';

/** The size of the data: issues are spread evenly over the repositories. */
export interface Population {
  repositories: number;
  issues: number;
}

const perStatement = 50_000;
/** Connections that insert at once. */
const atOnce = 2;

/**
 * Fills a migrated database with issues of about a kilobyte. The frequency of words follows that of natural text: the
 * nth word of a vocabulary is n times rarer than the first. The indexes are created afterwards, which corresponds to
 * their state after an import over days.
 */
export async function fillIssues(databaseUrl: string, { repositories, issues }: Population): Promise<void> {
  const options = '-c synchronous_commit=off -c maintenance_work_mem=512MB';
  const pool = new pg.Pool({ connectionString: databaseUrl, max: atOnce, options });
  try {
    await pool.query(
      `insert into repositories (id, owner_id, owner_login, name, full_name, private, visibility, default_branch,
                                 created_at, updated_at, raw, version, source, synced_at, last_synced_at)
       select n, 1, 'demo-org', 'service-' || n, 'demo-org/service-' || n, false, 'public', 'main',
              now(), now(), '{}', '', 'import', now(), now()
         from generate_series(1, $1) as n`,
      [repositories],
    );
    const { rows: indexes } = await pool.query<{ name: string; definition: string }>(
      `select indexname as name, indexdef as definition from pg_indexes
        where tablename = 'issues' and indexname <> 'issues_pkey'`,
    );
    for (const { name } of indexes) await pool.query(`drop index ${name}`);
    let next = 1;
    const insert = async () => {
      while (next <= issues) {
        const from = next;
        next += perStatement;
        await pool.query(
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
    };
    await Promise.all(Array.from({ length: atOnce }, insert));
    await Promise.all(indexes.map(({ definition }) => pool.query(definition)));
    await pool.query('vacuum analyze');
    // Otherwise the server writes the data to disk for minutes during the measurement.
    await pool.query('checkpoint');
  } finally {
    await pool.end();
  }
}

/** Number of words in the vocabulary. */
export const vocabulary = 20_000;
export const chinese = '修复登录页面错误并且更新数据库连接超时的提示信息';

const body = 'Paying by invoice ends in an error since the last release, for every customer abroad. '.repeat(
  5,
);
