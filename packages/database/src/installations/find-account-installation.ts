import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds the installation of an account whose token can be used; null where none is known. */
export async function findAccountInstallation(
  database: Kysely<Database>,
  accountId: number,
): Promise<number | null> {
  const row = await database
    .selectFrom('installations')
    .select('id')
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
