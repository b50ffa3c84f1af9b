import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The length of a list. */
export interface CountDifference {
  repositoryId: number;
  resource: string;
  /** GitHub's number of objects. */
  githubCount: number;
  /** By how many objects GitHub's list is longer than the twin's. */
  difference: number;
}

/**
 * Records the differences in length of lists, which only a read of the whole list can explain. A difference that
 * remains after such a read comes from GitHub's way of counting.
 */
export async function recordCountDifferences(
  database: Kysely<Database>,
  differences: readonly CountDifference[],
): Promise<void> {
  if (differences.length === 0) return;
  await sql`
    insert into repository_lists as l (repository_id, resource, count_difference, github_count, difference_since)
    select given."repositoryId", given.resource, given.difference, given."githubCount", now()
      from jsonb_to_recordset(${JSON.stringify(differences)})
             as given ("repositoryId" bigint, resource text, difference int, "githubCount" int)
    on conflict (repository_id, resource) do update
      set count_difference = excluded.count_difference, github_count = excluded.github_count,
          difference_since = excluded.difference_since, is_difference_checked = false
    where l.count_difference is distinct from excluded.count_difference
  `.execute(database);
}
