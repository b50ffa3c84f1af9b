import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Whether an installation may read branch rules; null where unknown, or without an installation. */
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
