import type { DatabaseConnection } from '@hubtwin/database';
import { fetchQueue, type Queues } from '@hubtwin/queue';
import { resources } from '@hubtwin/resources';
import { waitFor } from '@hubtwin/test-kit';
import { soon } from './soon.ts';

/** Enqueues the fetch of uncertain objects, as the sweep does each minute. */
export async function refetchUncertain(twin: DatabaseConnection, queues: Queues): Promise<void> {
  const uncertain = async () => {
    const urgent = resources.filter(({ isDeferrable }) => isDeferrable !== true);
    const found = await Promise.all(
      urgent.map(async ({ name, table, inRepository }) => {
        const scope = inRepository ? 'repository_id' : 'null::bigint as repository_id';
        const { rows } = await twin.pool.query(
          `select distinct ${scope} from ${table} where refetch_reasons is not null`,
        );
        return rows.map(({ repository_id }) => ({ resource: name, repositoryId: repository_id }));
      }),
    );
    return found.flat();
  };
  await waitFor(
    'no uncertain objects',
    async () => {
      const groups = await uncertain();
      await queues.enqueueAll(fetchQueue, groups);
      return groups.length === 0;
    },
    { ...soon, everyMs: 2_500 },
  );
}
