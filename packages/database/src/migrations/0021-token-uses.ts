import { type Kysely, sql } from 'kysely';

/** On which day (UTC) a repository's token was last used, so that the audit log tells the first use of each. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table repository_tokens add column used_on date`.execute(database);
}
