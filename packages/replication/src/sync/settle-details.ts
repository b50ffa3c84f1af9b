import { findStaleDetails } from '@hubtwin/database';
import type { ResourceDefinition } from '@hubtwin/resources';
import { isSeen } from '../answers/withheld.ts';
import { fetchEach } from '../fetch/fetch-each.ts';
import { storeAnswers } from '../store-answers.ts';
import type { SyncContext } from './sync-context.ts';

const maxObjects = 500;

/** Fetches objects that changed according to a list, if the twin has keys of them that the list does not contain. */
export async function settleDetails(
  definition: ResourceDefinition,
  { database, github, view, call }: SyncContext,
  since: Date,
): Promise<void> {
  const { list, item } = definition;
  if (list?.details === undefined || item === undefined) return;
  const { repositoryId } = view;
  const stale = await findStaleDetails(database, definition, {
    repositoryId,
    since,
    details: list.details,
    limit: maxObjects,
  });
  if (stale.length === 0) return;
  const fetched = await fetchEach(definition, item, stale, { database, github, view, ...call });
  await storeAnswers(database, fetched.filter(isSeen));
}
