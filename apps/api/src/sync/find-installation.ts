import type { Installation } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Visibility } from '../queries/access.ts';
import { hasVisible } from '../queries/has-visible.ts';
import { installationsFor } from '../queries/installations.ts';
import { selectItem } from '../queries/source.ts';

/** @throws ProblemError if the caller may see no such installation. */
export async function findInstallation(
  database: Kysely<Database>,
  access: Visibility,
  id: number,
): Promise<Installation> {
  const isReached = hasVisible(
    access,
    'installation_repositories',
    sql`v.installation_id = ${id} and v.deleted_at is null`,
  );
  const condition = sql`t.id = ${id} and t.deleted_at is null and ${isReached}`;
  const found = await selectItem(database, installationsFor(access), condition);
  if (found === undefined) throw new ProblemError('not_found', 'There is no such installation.');
  return found;
}
