import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import type { Access } from './access.ts';
import { installationsFor } from './installations.ts';

/** The active installations that a caller may see, with their permissions: neither deleted nor suspended. */
export async function findInstallationPermissions(
  database: Kysely<Database>,
  access: Access,
): Promise<{ id: number; permissions: Record<string, string> | null }[]> {
  const { rows } = await sql<{ id: number; permissions: Record<string, string> | null }>`
    select t.id, t.permissions from installations as t
     where t.suspended_at is null and ${sql.join(installationsFor(access).where({}), sql` and `)}
     order by t.id
  `.execute(database);
  return rows;
}
