import { holdLock } from '@hubtwin/database';
import { isListedWithin, listInstallations } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * Lists the App's installations unless a worker did so within a day: nothing else reports one whose creation was missed.
 * While one is suspended, they are listed once an interval: it is not probed, so nothing else reports that it was resumed.
 */
export async function listInstallationsWhenDue(
  { database, github, config }: Pick<SyncWorkerContext, 'database' | 'github' | 'config'>,
  signal: AbortSignal,
): Promise<void> {
  if (!github.hasApp) return;
  await holdLock(database, 'installations', async () => {
    const suspended = await database
      .selectFrom('installations')
      .select('id')
      .where('deleted_at', 'is', null)
      .where('suspended_at', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    const ms = suspended === undefined ? dayMs : config.sync.intervalMinutes * minuteMs;
    if (await isListedWithin(database, null, ms)) return;
    await listInstallations({ database, github }, { priority: 'normal', signal });
  });
}
