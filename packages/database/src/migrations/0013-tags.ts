import { type Kysely, sql } from 'kysely';
import { mirroredTable } from './mirrored-table.ts';

/** Tags of repositories, with their commits. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statement = mirroredTable('tags', {
    key: 'repository_id, name',
    columns: `repository_id bigint not null, name text not null, sha text`,
    indexes: ['(repository_id, name)'],
  });
  await sql.raw(statement).execute(database);
}
