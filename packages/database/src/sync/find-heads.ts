import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds the hashes of the heads of a repository's branches and of its open pull requests. */
export async function findHeads(database: Kysely<Database>, repositoryId: number): Promise<string[]> {
  const { rows } = await sql<{ sha: string }>`
    select sha from branches where repository_id = ${repositoryId} and deleted_at is null and sha is not null
    union
    select head_sha from pull_requests
     where repository_id = ${repositoryId} and deleted_at is null and state = 'open' and head_sha is not null
     order by sha
  `.execute(database);
  return rows.map(({ sha }) => sha);
}
