import { holdLock } from '@hubtwin/database';
import { isListedWithin, listInstallations } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const dayMs = 86_400_000;

/** Lists the App's installations unless a worker did so within a day: nothing else reports one whose creation was missed. */
export async function listInstallationsDaily(
  { database, github }: Pick<SyncWorkerContext, 'database' | 'github'>,
  signal: AbortSignal,
): Promise<void> {
  if (!github.hasApp) return;
  await holdLock(database, 'installations', async () => {
    if (await isListedWithin(database, null, dayMs)) return;
    await listInstallations({ database, github }, { priority: 'normal', signal });
  });
}
