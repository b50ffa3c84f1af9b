import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Access } from './access.ts';
import { resolveRepository } from './resolve-repository.ts';

/**
 * The repository of a name that narrows a list: one that is misspelt would look like one that has nothing.
 *
 * @throws ProblemError `not_found`, also where the caller may not see it.
 */
export async function demandRepository(
  database: Kysely<Database>,
  access: Access,
  named: string,
): Promise<{ id: number; fullName: string }> {
  const found = await resolveRepository(database, access, named);
  if (found === null) throw new ProblemError('not_found', 'There is no such repository.');
  return found;
}
