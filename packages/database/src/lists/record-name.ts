import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Records the name that GitHub returned for a repository's id at `at`. */
export async function recordName(
  database: Kysely<Database>,
  repositoryId: number,
  { fullName, at }: { fullName: string; at: Date },
): Promise<void> {
  await sql`
    update repositories set confirmed_name = ${fullName}, confirmed_at = ${at}
     where id = ${repositoryId} and (confirmed_at is null or confirmed_at < ${at})
  `.execute(database);
}
