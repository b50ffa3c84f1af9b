import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A string that changes when the permissions of an installation change; null where they are unknown. */
export async function findInstallationGrants(
  database: Kysely<Database>,
  installationId: number,
): Promise<string | null> {
  const { rows } = await sql<{ grants: string | null }>`
    select md5(permissions::text) as grants from installations where id = ${installationId}
  `.execute(database);
  return rows[0]?.grants ?? null;
}
