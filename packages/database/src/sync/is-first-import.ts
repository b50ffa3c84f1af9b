import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Whether no repository of an installation was ever read completely: a user has just installed the App. */
export async function isFirstImport(database: Kysely<Database>, installationId: number): Promise<boolean> {
  const { rows } = await sql<{ isFirst: boolean }>`
    select not exists (
      select from installation_repositories as link join repositories as r on r.id = link.repository_id
       where link.installation_id = ${installationId} and r.last_synced_at is not null
    ) as "isFirst"
  `.execute(database);
  return rows[0]?.isFirst ?? false;
}
