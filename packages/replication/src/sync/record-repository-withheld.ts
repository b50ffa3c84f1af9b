import { type Database, recordLists } from '@hubtwin/database';
import { repositories } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import type { RepositoryWithheldError } from '../answers/repository-status.ts';

/** Records that GitHub does not return a repository, and why. */
export const recordRepositoryWithheld = (
  database: Kysely<Database>,
  repositoryId: number,
  { state, reason }: Pick<RepositoryWithheldError, 'state' | 'reason'>,
): Promise<void> => recordLists(database, repositoryId, [{ resource: repositories.name, state, reason }]);
