import { type Database, findRepositoryAccess, noteTokenUses } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from '../secrets/places.ts';
import { countRequests } from './count-requests.ts';
import { createRepositoryView, type RepositoryView } from './create-repository-view.ts';

interface OpenOptions {
  /** Names that GitHub gave since then are taken without asking for them again; by default none. */
  namedSince?: Date;
  /** Whether repositories that are deleted are opened too, to ask GitHub whether they are; default: no. */
  isDeletedToo?: boolean;
}

/**
 * The views of repositories that are stored, by id: by their own token where they have one, else by installation
 * where one is known, else by the configured tokens. The audit log is told of tokens of their own, once a day each.
 */
export async function openRepositoryViews(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  repositoryIds: readonly number[],
  { namedSince = new Date(), isDeletedToo = false }: OpenOptions = {},
): Promise<Map<number, RepositoryView>> {
  const accesses = await findRepositoryAccess(database, repositoryIds, { isDeletedToo });
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
        const counted = countRequests(github.forRepository({ token, installationId }));
        return [repositoryId, createRepositoryView(access, counted, { database, namedSince })];
      }),
  );
}
