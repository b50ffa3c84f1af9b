import { type Kysely, sql } from 'kysely';

/** The results of attempts at a task, by list: the next attempt requests those that failed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table sync_job_repositories add column lists jsonb`.execute(database);
}
