import { type Kysely, sql } from 'kysely';

/** The day (UTC) when a repository's token was last used, for the first use of each day in the audit log. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table repository_tokens add column used_on date`.execute(database);
}
