import { type Database, findOrphans } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { listedByParents } from '../../fetch/parents-of.ts';
import { observeDeletion } from '../../observe.ts';
import { storeAnswers } from '../../store-answers.ts';

/** Maximum of objects of one resource; the next probe continues. */
const atOnce = 500;

/**
 * Deletes the objects of parents that were deleted, such as the comments of an issue: GitHub sends no event for them.
 *
 * @param requestedAt the time, by GitHub's clock.
 */
export async function deleteOrphans(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
  requestedAt: Date,
): Promise<void> {
  for (const { definition, children } of listedByParents) {
    const orphans = await findOrphans(database, definition, children, { repositoryIds, limit: atOnce });
    const observations = orphans.map((object) =>
      observeDeletion(definition, object, {
        ...{ repositoryId: object.repositoryId, source: 'sync', requestedAt },
      }),
    );
    await storeAnswers(database, observations);
  }
}
