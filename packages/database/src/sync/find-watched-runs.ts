import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { KnownRun } from './find-runs.ts';

/** A workflow run with the check suite that shows its progress in GraphQL. */
export interface WatchedRun extends KnownRun {
  repositoryId: number;
  nodeId: string;
}

/** The last id of the rotation, from the newest on; null: starts over. */
export interface RunPositions {
  recent: number | null;
  all: number | null;
}

type Turn = (Omit<WatchedRun, 'nodeId'> & { nodeId: string | null })[];

/** GitHub cannot rerun older runs. */
const recentDays = 31;
/** The maximum of runs for each reason to watch them. */
const maxRuns = { unfinished: 100, newest: 100, heads: 100, recent: 200, all: 200 };
const maxBranches = 1_000;

/**
 * Finds the runs of some repositories that most likely continue or are rerun: unfinished ones, those that changed
 * last, those of the heads of branches; and in rotation those of the last month, and all others.
 */
export async function findWatchedRuns(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
  positions: RunPositions,
): Promise<{ runs: WatchedRun[]; positions: RunPositions }> {
  const among = sql`any(${[...repositoryIds]}::bigint[])`;
  // Selects the ids first: the objects are large.
  const select = async (ids: RawBuilder<unknown>) =>
    (
      await sql<Turn[number]>`
        select w.id, w.repository_id as "repositoryId", w.status, w.conclusion, w.updated_at as "updatedAt",
               w.raw ->> 'check_suite_node_id' as "nodeId"
          from (${ids}) as chosen join workflow_runs as w on w.id = chosen.id
         order by w.id desc
      `.execute(database)
    ).rows;

  /** The next ones of the rotation, by an index of each repository; starts again from the newest after the last. */
  async function inTurn(below: number | null, limit: number, since: Date | null): Promise<Turn> {
    const found = await select(sql`
      select turn.id from (
        select w.id, w.created_at from unnest(${[...repositoryIds]}::bigint[]) as r(id)
          cross join lateral (
            select w.id, w.created_at from workflow_runs as w
             where w.repository_id = r.id and w.deleted_at is null and (${below}::bigint is null or w.id < ${below})
             order by w.id desc limit ${limit}) as w
         order by w.id desc limit ${limit}) as turn
       where ${since}::timestamptz is null or created_at >= ${since}`);
    return found.length > 0 || below === null ? found : await inTurn(null, limit, since);
  }

  const likely = await select(sql`
    (select id from workflow_runs
      where repository_id = ${among} and deleted_at is null and status <> 'completed' limit ${maxRuns.unfinished})
    union
    (select id from workflow_runs
      where repository_id = ${among} and deleted_at is null and status = 'completed'
      order by updated_at desc limit ${maxRuns.newest})
    union
    (select w.id from (select repository_id, name, sha from branches
                        where repository_id = ${among} and deleted_at is null
                        order by synced_at desc limit ${maxBranches}) as b
       cross join lateral (
         select id, head_sha from workflow_runs
          where repository_id = b.repository_id and head_branch = b.name and deleted_at is null
          order by id desc limit 4) as w
      where w.head_sha = b.sha
      order by w.id desc limit ${maxRuns.heads})`);
  const since = new Date(Date.now() - recentDays * 86_400_000);
  const recent = await inTurn(positions.recent, maxRuns.recent, since);
  const all = await inTurn(positions.all, maxRuns.all, null);
  const runs = new Map(
    [...likely, ...recent, ...all].flatMap(({ nodeId, ...run }) =>
      nodeId === null ? [] : [[run.id, { ...run, nodeId }] as const],
    ),
  );
  return {
    runs: [...runs.values()],
    positions: { recent: recent.at(-1)?.id ?? null, all: all.at(-1)?.id ?? null },
  };
}
