import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds any installation whose token can be used; null where none is known. */
export async function findInstallation(database: Kysely<Database>): Promise<number | null> {
  const row = await database
    .selectFrom('installations')
    .select('id')
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
