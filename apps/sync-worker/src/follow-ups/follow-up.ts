import type { StoredOutcome } from '@hubtwin/database';
import type { SyncWorkerContext } from '../context.ts';
import type { ReadDelivery } from '../deliveries/read-deliveries.ts';
import { enqueueImports } from './enqueue-imports.ts';
import { enqueueLists } from './enqueue-lists.ts';
import { enqueueMisplaced } from './enqueue-misplaced.ts';
import { enqueueProjects } from './enqueue-projects.ts';
import { enqueueRefetches } from './enqueue-refetches.ts';
import { enqueueSyncs } from './enqueue-syncs.ts';
import { followRenamedAccounts } from './follow-renamed-accounts.ts';
import { recordDeletedHooks } from './record-deleted-hooks.ts';

/** Records and enqueues what applied deliveries cause beyond their own rows. */
export async function followUp(
  context: SyncWorkerContext,
  batch: readonly ReadDelivery[],
  { uncertain, misplaced }: Pick<StoredOutcome, 'uncertain' | 'misplaced'>,
): Promise<void> {
  const applied = batch.filter(({ filtered }) => filtered === null);
  try {
    await enqueueRefetches(context, uncertain);
    await enqueueLists(context, applied);
    await recordDeletedHooks(context.database, applied);
    await followRenamedAccounts(context, applied);
    await enqueueProjects(
      context,
      applied.flatMap(({ push }) => push ?? []),
    );
    await enqueueImports(context, applied);
    await enqueueSyncs(context, applied);
    await enqueueMisplaced(context, misplaced);
  } catch (error) {
    // The transaction is committed: sweeps find the refetches and projects, the next sync the rest.
    context.logger.warn({ err: error }, 'requests to GitHub not enqueued; the sweep will enqueue them');
  }
}
