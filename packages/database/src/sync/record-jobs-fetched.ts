import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Records that the jobs of a run were fetched, so that they need not be fetched on demand again. */
export async function recordJobsFetched(
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
