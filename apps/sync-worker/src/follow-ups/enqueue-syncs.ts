import { type PayloadOf, probeQueue } from '@hubtwin/queue';
import type { SyncWorkerContext } from '../context.ts';
import type { ReadDelivery } from '../deliveries/read-deliveries.ts';

type Wanted = (installationId: number) => PayloadOf<typeof probeQueue>;

const probe: Wanted = (installationId) => ({
  kind: 'probe',
  installationId,
  force: true,
  isListedFirst: true,
});

/** Events after which stored data may be outdated, or more data may be accessible. */
const triggers: Readonly<Record<string, Wanted>> = {
  'installation created': probe,
  'installation unsuspend': probe,
  'installation_repositories added': probe,
  'installation new_permissions_accepted': (installationId) => ({ kind: 'again', installationId }),
};

/** Enqueues syncs of installations that were inaccessible for a while, according to deliveries. */
export async function enqueueSyncs(
  { database, queues, github }: Pick<SyncWorkerContext, 'database' | 'queues' | 'github'>,
  applied: readonly Pick<ReadDelivery, 'delivery' | 'interpretation'>[],
): Promise<void> {
  const wanted: PayloadOf<typeof probeQueue>[] = [];
  for (const { delivery, interpretation } of applied) {
    const { action, installationId } = interpretation;
    const payload = triggers[`${delivery.event} ${action}`];
    if (payload === undefined || installationId === null || !github.canRequest(installationId)) continue;
    // The import reads all repositories that were never synced.
    if (action === 'created' && !(await isAnySynced(database, installationId))) continue;
    wanted.push(payload(installationId));
  }
  await queues.enqueueAll(probeQueue, wanted);
}

/** Whether an installation has access to synced repositories, as when the App was installed on the account before. */
async function isAnySynced(
  database: SyncWorkerContext['database'],
  installationId: number,
): Promise<boolean> {
  const synced = await database
    .selectFrom('installation_repositories as link')
    .innerJoin('repositories as repository', 'repository.id', 'link.repository_id')
    .select('repository.id')
    .where('link.installation_id', '=', installationId)
    .where('link.deleted_at', 'is', null)
    .where('repository.last_synced_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return synced !== undefined;
}
