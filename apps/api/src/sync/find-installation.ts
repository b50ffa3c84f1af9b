import type { Installation } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Visibility } from '../queries/access.ts';
import { installationsFor } from '../queries/installations.ts';
import { selectItem } from '../queries/source.ts';

/** @throws ProblemError where the caller may see no such installation. */
export async function findInstallation(
  database: Kysely<Database>,
  access: Visibility,
  id: number,
): Promise<Installation> {
  const list = installationsFor(access);
  const conditions = sql.join([sql`t.id = ${id}`, ...list.where({})], sql` and `);
  const found = await selectItem(database, list, conditions);
  if (found === undefined) throw new ProblemError('not_found', 'There is no such installation.');
  return found;
}
