import { type Database, findWatchedBranches, type Observation } from '@hubtwin/database';
import type { Interpretation } from '@hubtwin/replication';
import { branches } from '@hubtwin/resources';
import type { Kysely } from 'kysely';

/** The deletion of a branch removes the data of its projects, so GitHub must confirm it. */
export async function confirmWatchedBranches(
  database: Kysely<Database>,
  deliveries: readonly { interpretation: Interpretation }[],
): Promise<void> {
  const isDeletion = ({ resource, isDeleted }: Observation) =>
    isDeleted === true && resource.name === branches.name;
  const branchOf = ({ key }: Observation) => ({
    repositoryId: Number(key.repository_id),
    name: `${key.name}`,
  });
  const deletions = deliveries.flatMap(({ interpretation }) =>
    interpretation.observations.filter(isDeletion),
  );
  if (deletions.length === 0) return;
  const watched = await findWatchedBranches(database, deletions.map(branchOf));
  for (const observation of deletions) {
    const { repositoryId, name } = branchOf(observation);
    if (watched.has(`${repositoryId}/${name}`)) observation.needsConfirmation = true;
  }
}
