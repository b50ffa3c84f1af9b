import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Records in a sync job what GitHub does not return of its installation, each with the reason. */
export async function recordLeftOut(
  database: Kysely<Database>,
  jobId: number,
  leftOut: readonly string[],
): Promise<void> {
  if (leftOut.length === 0) return;
  await sql`
    update sync_jobs set details = details || jsonb_build_object('left_out', ${JSON.stringify(leftOut)}::jsonb)
     where id = ${jobId}
  `.execute(database);
}
