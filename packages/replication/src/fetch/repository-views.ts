import { type Database, findRepositoryAccess, noteTokenUses, type RepositoryAccess } from '@hubtwin/database';
import type { GitHub, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from '../secrets/places.ts';

/** A repository, as somebody who may see it asks for it. */
export interface RepositoryView extends RepositoryAccess {
  github: GitHub;
}

/**
 * The views of repositories that are stored, by id: by their own token where they have one, else by installation
 * where one is known, else by the configured tokens. The audit log is told of tokens of their own, once a day each.
 */
export async function openRepositoryViews(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  repositoryIds: readonly number[],
): Promise<Map<number, RepositoryView>> {
  const accesses = await findRepositoryAccess(database, repositoryIds);
  const unused = accesses.filter(({ ownToken }) => ownToken?.isUsedToday === false);
  await noteTokenUses(
    database,
    unused.map(({ repositoryId }) => repositoryId),
  );
  return new Map(
    accesses
      .filter(({ ownToken, installationId }) => ownToken !== null || github.canAsk(installationId))
      .map((access) => {
        const { repositoryId, ownToken, installationId } = access;
        const token = ownToken && { ...ownToken, place: repositoryTokenPlace(repositoryId) };
        return [repositoryId, { ...access, github: github.forRepository({ token, installationId }) }];
      }),
  );
}
