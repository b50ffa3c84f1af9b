import { driftQueue, type JobDefinition, type PayloadOf } from '@hubtwin/queue';
import { hasCredential, sampleDrift } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

const objects = 20;
/** A little less than the schedule: a job may come early. */
const everyMs = 55 * 60_000;

/** Compares a few random objects with GitHub, and corrects the differences. */
export function sampleDriftJob({
  database,
  github,
}: SyncWorkerContext): JobDefinition<PayloadOf<typeof driftQueue>> {
  return {
    queue: driftQueue,
    concurrency: 1,
    async process(_, { signal, logger }) {
      if (!(await hasCredential({ database, github }))) return;
      const found = await sampleDrift({ database, github, objects, everyMs, priority: 'low', signal });
      for (const { resource, key, fields } of found ?? [])
        logger.warn({ resource, key, fields }, 'an object differed from GitHub');
    },
  };
}
