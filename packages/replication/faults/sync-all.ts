import { type DatabaseConnection, findSyncJob } from '@hubtwin/database';
import type { RunningSimulator } from '@hubtwin/github-simulator';
import type { Queues } from '@hubtwin/queue';
import { waitFor } from '@hubtwin/test-kit';
import { expect } from 'vitest';
import { startRequestedSync } from '../src/sync/start-requested-sync.ts';
import { soon } from './soon.ts';

/** Reads everything again, for resources without events such as contributors. */
export async function syncAll(
  { simulator }: RunningSimulator,
  twin: DatabaseConnection,
  queues: Queues,
): Promise<void> {
  const jobId = await startRequestedSync(
    { database: twin.database, queues },
    {
      repositoryIds: [...simulator.world.repositories.keys()],
      force: true,
      minAgeMinutes: 0,
      type: 'manual_sync',
      priority: 'high',
      installationId: null,
    },
  );
  const job = await waitFor(
    'the end of the sync',
    async () => {
      const found = await findSyncJob(twin.database, jobId);
      return found?.completedAt == null ? undefined : found;
    },
    soon,
  );
  expect(job).toMatchObject({ status: 'completed', errorsCount: 0 });
}
