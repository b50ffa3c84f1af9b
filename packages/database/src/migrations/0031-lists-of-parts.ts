import { type Kysely, sql } from 'kysely';

/** What attempts at a part of a sync job have found of its lists: another attempt requests those that failed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table sync_job_repositories add column lists jsonb`.execute(database);
}
