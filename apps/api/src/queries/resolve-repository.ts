import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import type { Visibility } from './access.ts';
import { findRepository } from './find-repository.ts';

/** The repository of a current or former name, among those that the caller may see. */
export async function resolveRepository(
  database: Kysely<Database>,
  access: Visibility,
  named: string,
): Promise<{ id: number; fullName: string } | null> {
  const found = await findRepository(database, access, named);
  const fullName = found !== undefined && 'movedTo' in found ? found.movedTo : named;
  const current = fullName === named ? found : await findRepository(database, access, fullName);
  return current !== undefined && 'id' in current ? { id: current.id, fullName } : null;
}
