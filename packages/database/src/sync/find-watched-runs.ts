import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { KnownRun } from './find-runs.ts';

/** A workflow run with the check suite that shows in GraphQL how it goes on. */
export interface WatchedRun extends KnownRun {
  repositoryId: number;
  suiteNodeId: string;
}

/** The runs of some repositories that most likely go on or are run again: those that have not ended, then the newest. */
export async function findWatchedRuns(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
  limit: number,
): Promise<WatchedRun[]> {
  const isAmong = sql`
    repository_id = any(${[...repositoryIds]}::bigint[]) and deleted_at is null and raw ? 'check_suite_node_id'`;
  const columns = sql`
    id, repository_id as "repositoryId", status, conclusion, updated_at as "updatedAt",
    raw ->> 'check_suite_node_id' as "suiteNodeId"`;
  const { rows } = await sql<WatchedRun>`
    (select ${columns} from workflow_runs where ${isAmong} and status <> 'completed' limit ${limit})
    union all
    (select ${columns} from workflow_runs where ${isAmong} and status = 'completed'
      order by workflow_runs.updated_at desc limit ${limit})
    limit ${limit}
  `.execute(database);
  return rows;
}
