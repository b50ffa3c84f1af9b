import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Commits that touched nothing that a project watches. */
export interface PassedCommits {
  projectId: number;
  from: string;
  to: string;
}

/** Notes that the watched files are at `to` as they were at `from`; a project that is elsewhere by now stays there. */
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
