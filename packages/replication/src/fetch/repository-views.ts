import { type Database, findRepositoryAccess, type RepositoryAccess } from '@hubtwin/database';
import type { GitHub, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';

/** A repository, as somebody who may see it asks for it. */
export interface RepositoryView extends RepositoryAccess {
  github: GitHub;
}

/** The views of repositories that are stored, by id: by installation where one is known, else by token. */
export async function openRepositoryViews(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  repositoryIds: readonly number[],
): Promise<Map<number, RepositoryView>> {
  const accesses = await findRepositoryAccess(database, repositoryIds);
  return new Map(
    accesses
      .filter(({ installationId }) => github.canAsk(installationId))
      .map((access) => [access.repositoryId, { ...access, github: github.forRepository(access) }]),
  );
}
