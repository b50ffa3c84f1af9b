import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Records that the list of an object was fetched, so that it need not be fetched on demand again. */
export async function recordChildrenFetched(
  database: Kysely<Database>,
  { table }: Pick<Resource, 'table'>,
  { repositoryId, id, column }: { repositoryId: number; id: number; column: string },
): Promise<void> {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = now() where id = ${id} and repository_id = ${repositoryId}
  `.execute(database);
}
