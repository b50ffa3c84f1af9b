import { findUnlisted, type UncertainObject } from '@hubtwin/database';
import type { ResourceDefinition } from '@hubtwin/resources';
import { requireVisible } from '../answers/repository-status.ts';
import type { Failed, Withheld } from '../answers/withheld.ts';
import { observeDeletion } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';
import { fetchUnlisted } from './fetch-unlisted.ts';
import type { SyncContext } from './sync-context.ts';

const atOnce = 500;

/**
 * Fetches objects that were missing from a whole list: deleted, or only moved while it was read. If the feature is
 * off or the repository blocked, the list proves nothing.
 *
 * @returns why GitHub does not return such objects; null if it does.
 * @throws the failure of one that GitHub cannot return, after the others were stored.
 */
export async function settleUnlisted(
  definition: ResourceDefinition,
  context: Pick<SyncContext, 'database' | 'view' | 'call'>,
  since: Date,
  among?: { column: string; value: number },
): Promise<Withheld | null> {
  const { list, item } = definition;
  if (list?.complete !== true) return null;
  const { database, view, call } = context;
  const { repositoryId } = view;
  let failure: Failed | null = null;
  for (let after: UncertainObject['key'] | null = null; ; ) {
    const options = { repositoryId, since, after, limit: atOnce, ...(among && { among }) };
    const unlisted: UncertainObject[] = await findUnlisted(database, definition, options);
    const last = unlisted.at(-1);
    if (last === undefined) break;
    const repositoryStatus = requireVisible(await view.repositoryStatus(call));
    if (repositoryStatus.isOff(list.feature))
      return { state: 'disabled', reason: `${list.feature} is false`, isOfList: true };
    if (repositoryStatus.blocked !== null)
      return { state: 'blocked', reason: repositoryStatus.blocked, isOfList: true };
    if (item === undefined) {
      // They cannot be requested: absence from a whole list is the proof.
      const origin = { repositoryId, source: 'sync', requestedAt: since } as const;
      await storeAnswers(
        database,
        unlisted.map((object) => observeDeletion(definition, object, origin)),
      );
    } else {
      const { withheld, failed, isStopped } = await fetchUnlisted(definition, item, unlisted, context);
      if (withheld !== null) return withheld;
      failure ??= failed;
      if (isStopped) break;
    }
    if (unlisted.length < atOnce) break;
    after = last.key;
  }
  if (failure !== null) throw failure.failure;
  return null;
}
