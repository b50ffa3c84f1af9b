import { type Kysely, sql } from 'kysely';

/** Indexes for issues and pull requests in the order of their creation, which updates do not change. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const table of ['issues', 'pull_requests']) {
    const of = sql.table(table);
    await sql`create index on ${of} (repository_id, created_at, id) where deleted_at is null`.execute(
      database,
    );
    await sql`create index on ${of} (created_at, id) where deleted_at is null`.execute(database);
    await sql`create index on ${of} (repository_id, id) where deleted_at is null`.execute(database);
  }
}
