import { type Database, type Observation, recordHistoryGaps } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import type { Kysely } from 'kysely';

/** Records the gaps of fetched histories, in the transaction that stores the observations. */
export async function recordGaps(
  transaction: Kysely<Database>,
  observations: readonly Observation[],
): Promise<void> {
  const commits = observations.flatMap(({ resource, repositoryId, raw, isDeleted, source }) => {
    const history = resources.find(({ name }) => name === resource.name)?.list?.history;
    return history === undefined || repositoryId === null || isDeleted === true || source === 'webhook'
      ? []
      : [{ repositoryId, parents: history.parentsOf(raw) }];
  });
  await recordHistoryGaps(transaction, commits);
}
