import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Deletes the counts of hours that are older than `days`: a few rows an hour. */
export async function pruneRequestCounts(
  database: Kysely<Database>,
  { days }: { days: number },
): Promise<void> {
  await sql`delete from github_request_counts where hour < now() - make_interval(days => ${days})`.execute(
    database,
  );
}
