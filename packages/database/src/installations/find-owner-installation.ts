import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Finds the usable installation on an account, by its login or its id (null: unknown); null where there is none. */
export async function findOwnerInstallation(
  database: Kysely<Database>,
  { login, id }: { login: string; id: number | null },
): Promise<number | null> {
  const row = await database
    .selectFrom('installations')
    .select('id')
    .where((where) =>
      where.or([
        where(sql`lower(account_login)`, '=', login.toLowerCase()),
        where('account_id', '=', id ?? 0),
      ]),
    )
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
