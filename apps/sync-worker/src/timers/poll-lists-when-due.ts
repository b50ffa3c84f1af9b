import { holdLock, readCursor, saveCursor } from '@hubtwin/database';
import { pollLists } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** States that only lists show are correct within a minute. */
const everyMs = 40_000;
const scope = 'polled';

/** Polls the lists whose changes no event reports, in one worker at a time, unless one did so shortly before. */
export async function pollListsWhenDue(
  { database, github, logger }: Pick<SyncWorkerContext, 'database' | 'github' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  await holdLock(database, 'polled lists', async () => {
    const last = await readCursor(database, scope);
    if (last !== null && Math.abs(Date.now() - last.updatedAt.getTime()) < everyMs) return;
    await saveCursor(database, scope, {});
    const failures = await pollLists({ database, github }, { priority: 'normal', signal });
    for (const { error, ...of } of failures) logger.warn({ err: error, ...of }, 'list not polled');
  });
}
