import { findUnknownHeads, type Observation, recordHistoryGaps } from '@hubtwin/database';
import type { ListSource } from '@hubtwin/resources';
import { isHistory, readHistory } from '../fetch/read-history.ts';
import { isOfListAlone } from './is-of-list-alone.ts';
import type { SyncContext } from './sync-context.ts';

/**
 * Reads the histories of listed branches whose push was missed, before the branches are stored: after an interruption
 * they are found again. A history that currently cannot be read is recorded as a gap, which the next probe finds.
 *
 * @param seen the branches of a page.
 */
export async function readHeads(
  { leadsTo }: ListSource,
  seen: readonly Observation[],
  { database, view, known, call }: SyncContext,
): Promise<void> {
  const history = leadsTo?.history();
  // Before the first complete read, everything is read anyway.
  if (leadsTo === undefined || history === undefined || !isHistory(history)) return;
  if ((known.get(history.name)?.readUntil ?? null) === null) return;
  const { repositoryId } = view;
  const heads = await findUnknownHeads(
    database,
    repositoryId,
    seen.flatMap(({ raw }) => leadsTo.head(raw) ?? []),
  );
  for (const sha of heads) {
    try {
      await readHistory(history, { database, view, heads: [sha], ...call });
    } catch (error) {
      if (call.signal?.aborted === true || !isOfListAlone(error)) throw error;
      await recordHistoryGaps(database, [{ repositoryId, parents: [sha] }]);
    }
  }
}
