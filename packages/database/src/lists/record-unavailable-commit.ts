import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Records that GitHub currently cannot return a commit of the history: it is requested again after a day. */
export async function recordUnavailableCommit(
  database: Kysely<Database>,
  { repositoryId, sha }: { repositoryId: number; sha: string },
): Promise<void> {
  await sql`
    insert into history_gaps (repository_id, sha, unavailable_at) values (${repositoryId}, ${sha}, now())
        on conflict (repository_id, sha) do update set unavailable_at = excluded.unavailable_at
  `.execute(database);
}
