import { type Database, findRepositoryAccess, recordTokenUses } from '@hubtwin/database';
import type { GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from '../secrets/places.ts';
import { countRequests } from './count-requests.ts';
import { createRepositoryView, type RepositoryView } from './create-repository-view.ts';

interface OpenOptions {
  /** Names that GitHub returned since then are not requested again; by default none. */
  namedSince?: Date;
  /** Whether to open deleted repositories too, to check whether they are deleted on GitHub; default: no. */
  isDeletedToo?: boolean;
}

/**
 * Opens views of stored repositories, by id: with their own token if they have one, else by installation if one is
 * known, else with the configured tokens. The first use of an own token per day is recorded in the audit log.
 */
export async function openRepositoryViews(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  repositoryIds: readonly number[],
  { namedSince = new Date(), isDeletedToo = false }: OpenOptions = {},
): Promise<Map<number, RepositoryView>> {
  const accesses = await findRepositoryAccess(database, repositoryIds, { isDeletedToo });
  const unused = accesses.filter(({ ownToken }) => ownToken?.isUsedToday === false);
  await recordTokenUses(
    database,
    unused.map(({ repositoryId }) => repositoryId),
  );
  return new Map(
    accesses
      .filter(({ ownToken, installationId }) => ownToken !== null || github.canRequest(installationId))
      .map((access) => {
        const { repositoryId, ownToken, installationId } = access;
        const token = ownToken && { ...ownToken, place: repositoryTokenPlace(repositoryId) };
        const counted = countRequests(github.forRepository({ token, installationId }));
        return [repositoryId, createRepositoryView(access, counted, { database, namedSince })];
      }),
  );
}
