import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Notes that GitHub was asked for the jobs of a run: whoever misses them now need not have them fetched. */
export async function noteJobsFetched(
  database: Kysely<Database>,
  { repositoryId, runId }: { repositoryId: number; runId: number },
): Promise<void> {
  await database
    .updateTable('workflow_runs')
    .set({ jobs_fetched_at: sql`now()` })
    .where('id', '=', runId)
    .where('repository_id', '=', repositoryId)
    .execute();
}
