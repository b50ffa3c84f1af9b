import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import type { Access } from './access.ts';
import { installationsFor } from './installations.ts';

/** The ids of active installations that a caller may see: neither deleted nor suspended. */
export async function findInstallationIds(database: Kysely<Database>, access: Access): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select t.id from installations as t
     where t.suspended_at is null and ${sql.join(installationsFor(access).where({}), sql` and `)}
     order by t.id
  `.execute(database);
  return rows.map(({ id }) => id);
}
