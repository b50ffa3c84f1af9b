import { type Kysely, sql } from 'kysely';

/** An index for the results of recent periodic syncs. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index sync_jobs_by_type_and_time on sync_jobs (job_type, created_at)`.execute(database);
}
