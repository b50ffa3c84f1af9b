import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Deletes the checks of credentials that are no longer checked, because they are no longer configured. */
export async function pruneCredentialChecks(
  database: Kysely<Database>,
  { days }: { days: number },
): Promise<void> {
  await sql`delete from github_credentials where checked_at < now() - make_interval(days => ${days})`.execute(
    database,
  );
}
