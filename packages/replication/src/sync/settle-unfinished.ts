import { findUnfinished } from '@hubtwin/database';
import type { ResourceDefinition } from '@hubtwin/resources';
import { isFailed, isSeen } from '../answers/withheld.ts';
import { fetchObject } from '../fetch/fetch-object.ts';
import { settleAll } from '../fetch/settle-all.ts';
import { targetOf } from '../fetch/target-of.ts';
import { storeAnswers } from '../store-answers.ts';
import type { SyncContext } from './sync-context.ts';

const maxUnfinished = 500;

/**
 * Fetches objects that should have finished by now and were not in the list: the event of their end may have been
 * lost.
 *
 * @throws the failure of one that GitHub cannot return, after the others were stored.
 */
export async function settleUnfinished(
  definition: ResourceDefinition,
  { database, view, call }: SyncContext,
  since: Date,
): Promise<void> {
  const { terminalState, item } = definition;
  if (terminalState === undefined || item === undefined) return;
  const { repositoryId } = view;
  const options = { repositoryId, since, limit: maxUnfinished };
  const found = await findUnfinished(database, definition, terminalState, options);
  const target = targetOf(definition, view, call);
  const results = await settleAll(found, (object) => fetchObject(definition, item, object, target, call));
  await storeAnswers(database, results.filter(isSeen));
  const failed = results.find(isFailed);
  if (failed !== undefined) throw failed.failure;
}
