import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Records which parents of fetched commits are not stored. Runs in the transaction that stores the commits, so that
 * an interrupted read of a history can continue there.
 */
export async function recordHistoryGaps(
  database: Kysely<Database>,
  commits: readonly { repositoryId: number; parents: readonly string[] }[],
): Promise<void> {
  const edges = commits.flatMap(({ repositoryId, parents }) =>
    parents.map((sha) => ({ repository_id: repositoryId, sha })),
  );
  if (edges.length === 0) return;
  await sql`
    insert into history_gaps (repository_id, sha)
    select distinct parent.repository_id, parent.sha
      from jsonb_to_recordset(${JSON.stringify(edges)}) as parent (repository_id bigint, sha text)
     where not exists (select from commits as c
                        where c.repository_id = parent.repository_id and c.sha = parent.sha and c.whole_clock is not null)
        on conflict do nothing
  `.execute(database);
}
