import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Visibility } from './access.ts';
import { resolveRepository } from './resolve-repository.ts';

/**
 * The repository of a name that filters a list: a misspelt one would look like an empty repository.
 *
 * @throws ProblemError `not_found`, also if the caller may not see it.
 */
export async function requireRepository(
  database: Kysely<Database>,
  access: Visibility,
  named: string,
): Promise<{ id: number; fullName: string }> {
  const found = await resolveRepository(database, access, named);
  if (found === null) throw new ProblemError('not_found', 'There is no such repository.');
  return found;
}
