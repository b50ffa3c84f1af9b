import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Commits that changed no watched file of a project. */
export interface PassedCommits {
  projectId: number;
  from: string;
  to: string;
}

/**
 * Records that the watched files did not change between `from` and `to`; skips projects that are at another commit
 * now.
 */
export async function passCommits(
  database: Kysely<Database>,
  passed: readonly PassedCommits[],
): Promise<void> {
  if (passed.length === 0) return;
  await sql`
    update projects as p
       set checked_sha = given."to", revision = p.revision + 1
      from jsonb_to_recordset(${JSON.stringify(passed)}::jsonb) as given ("projectId" bigint, "from" text, "to" text)
     where p.id = given."projectId" and p.checked_sha = given."from"
  `.execute(database);
}
