import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Whether nothing that an installation sees was ever read as a whole: whoever has installed the App waits for it. */
export async function isFirstImport(database: Kysely<Database>, installationId: number): Promise<boolean> {
  const { rows } = await sql<{ isFirst: boolean }>`
    select not exists (
      select from installation_repositories as link join repositories as r on r.id = link.repository_id
       where link.installation_id = ${installationId} and r.last_synced_at is not null
    ) as "isFirst"
  `.execute(database);
  return rows[0]?.isFirst ?? false;
}
