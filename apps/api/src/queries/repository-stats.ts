import type { RepositoryStats } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { time } from './present.ts';

const weeks = 52;
const maxContributors = 100;

/** Monday of the first week, 00:00 UTC. */
const since = sql`date_trunc('week', now(), 'UTC') - ${sql.lit(weeks - 1)} * interval '7 days'`;

interface Counted {
  since: Date;
  complete: boolean;
  weeks: { week: string; commits: number }[];
  contributors: {
    login: string | null;
    name: string | null;
    commits: number;
    first_commit_at: string;
    last_commit_at: string;
  }[];
}

/** Whether the walk from the head reached no commit of the window whose parents are unknown. */
const isComplete = (repositoryId: number) => sql`exists (select from head) and not exists (
  select from reached left join commits as c on c.repository_id = ${repositoryId} and c.sha = reached.sha
   where c.parents is null and c.pushed_after is null and (c.committed_at >= ${since} or c.committed_at is null))`;

/** The statements by which a repository is counted; what is counted by time is bounded by its window. */
export const statsQueries = {
  /**
   * Commits of the window are read once, and counted by week and author. Those of the default branch are its head and
   * what that was made from, as far back as the window reaches. A push does not state the parents of its commits: until
   * they are read, the history continues at the commit before in the push, and at the previous head of the branch.
   */
  commits: (repositoryId: number, branches: 'default' | 'all'): RawBuilder<Counted> => sql`
    with recursive head as (
      select b.sha
        from repositories as r join branches as b on b.repository_id = r.id and b.name = r.default_branch
       where r.id = ${repositoryId} and b.deleted_at is null
    ), reached as (
      select sha from head
       union
      select earlier.sha
        from reached
        join commits as c on c.repository_id = ${repositoryId} and c.sha = reached.sha
       cross join unnest(coalesce(c.parents, array[c.pushed_after])) as earlier (sha)
       where earlier.sha is not null and (c.committed_at >= ${since} or c.committed_at is null)
    ), active as materialized (
      select date_trunc('week', committed_at, 'UTC') as week,
             coalesce(lower(author_login), lower(author_email), author_name) as author, max(author_login) as login,
             max(author_name) as name, count(*) as commits, min(committed_at) as first, max(committed_at) as last
        from commits
       where repository_id = ${repositoryId} and deleted_at is null
         ${branches === 'all' ? sql`` : sql`and sha in (select sha from reached)`}
         and committed_at >= ${since} and committed_at < ${since} + ${sql.lit(weeks)} * interval '7 days'
       group by 1, 2
    ), contributors as (
      select max(login) as login, max(name) as name, sum(commits) as commits, min(first) as first_commit_at,
             max(last) as last_commit_at
        from active group by author order by sum(commits) desc, author limit ${maxContributors}
    )
    select ${since} as since, ${branches === 'all' ? sql`true` : isComplete(repositoryId)} as complete,
      (select json_agg(json_build_object('week', week, 'commits', coalesce(c.commits, 0)) order by week)
         from generate_series(0, ${sql.lit(weeks - 1)}) as nth
         cross join lateral (select ${since} + nth * interval '7 days' as week) as w
         left join (select week, sum(commits) as commits from active group by week) as c using (week)) as weeks,
      (select coalesce(json_agg(contributors), '[]') from contributors) as contributors`,

  /** Read from the index of the lists by state. */
  states: (
    table: 'issues' | 'pull_requests',
    repositoryId: number,
  ): RawBuilder<{ state: string | null; count: number }> => sql`
    select state, count(*) as count from ${sql.table(table)}
     where repository_id = ${repositoryId} and deleted_at is null group by state`,

  merges: (repositoryId: number): RawBuilder<{ merged: number; seconds: (number | null)[] | null }> => sql`
    select count(*) as merged,
           percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from merged_at - created_at)) as seconds
      from pull_requests
     where repository_id = ${repositoryId} and deleted_at is null and merged_at >= ${since}`,
};

/** Counts the mirrored data of a repository, commits of its default branch or of all; undefined if it does not exist. */
export async function countRepository(
  database: Kysely<Database>,
  repositoryId: number,
  { branches }: { branches: 'default' | 'all' },
): Promise<RepositoryStats | undefined> {
  const repository = await database
    .selectFrom('repositories')
    .select(['id', 'full_name', 'language'])
    .where('id', '=', repositoryId)
    .executeTakeFirst();
  const counted = (await statsQueries.commits(repositoryId, branches).execute(database)).rows[0];
  if (repository === undefined || counted === undefined) return undefined;
  const statesOf = async (table: 'issues' | 'pull_requests') => {
    const { rows } = await statsQueries.states(table, repositoryId).execute(database);
    const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
    return { open: count('open'), closed: count('closed') };
  };
  const { rows } = await statsQueries.merges(repositoryId).execute(database);
  const [median, p90] = rows[0]?.seconds ?? [];
  const { id, full_name, language } = repository;
  return {
    repository: { id, full_name },
    since: counted.since.toISOString(),
    commits: {
      total: counted.weeks.reduce((sum, { commits }) => sum + commits, 0),
      complete: counted.complete,
      weeks: counted.weeks.map(({ week, commits }) => ({ week: new Date(week).toISOString(), commits })),
    },
    contributors: counted.contributors.map(({ first_commit_at, last_commit_at, ...contributor }) => ({
      ...contributor,
      first_commit_at: time(new Date(first_commit_at)),
      last_commit_at: time(new Date(last_commit_at)),
    })),
    languages: language === null ? [] : [{ name: language, bytes: null }],
    issues: await statesOf('issues'),
    pulls: await statesOf('pull_requests'),
    merges: {
      merged: rows[0]?.merged ?? 0,
      median_seconds: seconds(median),
      p90_seconds: seconds(p90),
    },
  };
}

const seconds = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Math.round(value);
