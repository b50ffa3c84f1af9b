import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Whether an installation may read the rules of branches; null where that is not known, or of no installation. */
export async function findRulesGrant(
  database: Kysely<Database>,
  { installationId }: { installationId: number | null },
): Promise<boolean | null> {
  const { rows } = await sql<{ isGranted: boolean }>`
    select permissions ? 'administration' as "isGranted" from installations
     where id = ${installationId} and permissions is not null
  `.execute(database);
  return rows[0]?.isGranted ?? null;
}
