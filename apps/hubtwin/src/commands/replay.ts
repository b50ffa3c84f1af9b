import {
  type DeliveryFilters,
  type DeliveryStatus,
  findReplayable,
  resolveDeliveryFilters,
} from '@hubtwin/database';
import { deliveriesQueue } from '@hubtwin/queue';
import { type ReplayContext, type ReplayOutcome, replay, replayOne } from '@hubtwin/replication';
import { CommandError, exitCodes } from '../command-error.ts';
import { openTwin, type Twin } from '../open-twin.ts';
import { printJson } from '../print-json.ts';
import { readTime } from '../read-time.ts';
import { UsageError } from '../usage-error.ts';

interface ReplayOptions {
  failed: boolean;
  event?: string;
  action?: string;
  repository?: string;
  since?: string;
  until?: string;
  limit: string;
  json: boolean;
}

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const everyRepository = { repositoryIds: null };
const failures: readonly DeliveryStatus[] = ['failed', 'parked'];

const refusals: Record<Exclude<ReplayOutcome, 'queued'>, { message: string; remedy: string }> = {
  not_found: {
    message: 'There is no such delivery.',
    remedy: 'GET /api/v1/webhooks/events lists the deliveries.',
  },
  in_progress: { message: 'It is being processed.', remedy: 'Run this again when it has ended.' },
  body_expired: {
    message: 'Retention has dropped its body.',
    remedy: 'Run hubtwin sync with its repository.',
  },
};

/** `hubtwin replay`: enqueues a delivery, or those that failed, again for the workers. */
export async function replayCommand(guid: string | undefined, options: ReplayOptions): Promise<void> {
  const { failed, limit, json, event, action, repository, since, until } = options;
  const isFiltered = [event, action, repository, since, until].some((given) => given !== undefined);
  if ((guid === undefined) !== failed || (guid !== undefined && isFiltered))
    throw new UsageError('Pass the GUID of a delivery, or --failed with its filters.');
  if (guid !== undefined && !guidShape.test(guid))
    throw new UsageError(`${guid} is not the GUID of a delivery.`);
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new UsageError('--limit: write a number from 1 to 999999.');
  const filters = {
    event,
    action,
    repository,
    ...(since !== undefined && { since: readTime('--since', since, -1) }),
    ...(until !== undefined && { until: readTime('--until', until, -1) }),
  };
  await using twin = await openTwin();
  const context = replaying(twin);
  if (guid !== undefined) {
    const outcome = await replayOne(guid.toLowerCase(), context);
    if (outcome !== 'queued') {
      const { message, remedy } = refusals[outcome];
      throw new CommandError(message, { code: outcome, exitCode: exitCodes.failed, remedy });
    }
    if (json) printJson({ deliveryId: guid, outcome });
    else console.log('It is processed once more.');
    return;
  }
  const resolved = await resolveDeliveryFilters(twin.database, everyRepository, filters);
  if (resolved === null) throw new UsageError(`The twin has no repository ${repository}.`);
  const guids = await findFailed(twin, { ...resolved, limit: Number(limit) });
  const queued = await replay(guids, context);
  const isMore = guids.length === Number(limit);
  if (json) printJson({ matched: guids.length, queued, isMore });
  else {
    const left = guids.length - queued;
    console.log(
      `${queued} deliveries are queued to be processed again.${left > 0 ? ` ${left} have no body any more, or are being processed.` : ''}` +
        `${isMore ? ' There may be more: run the command again.' : ''}`,
    );
  }
}

/** One query per state, to use the index. */
async function findFailed(
  { database }: Twin,
  { limit, ...filters }: DeliveryFilters & { limit: number },
): Promise<string[]> {
  const found = await Promise.all(
    failures.map((status) => findReplayable(database, everyRepository, { ...filters, status, limit })),
  );
  return found.flat().slice(0, limit);
}

const replaying = ({ database, queues }: Twin): ReplayContext => ({
  database,
  enqueueDeliveries: (batch, deliveryIds) => queues.enqueue(deliveriesQueue, { deliveryIds }, { id: batch }),
  onNotEnqueued: () =>
    console.error('The queue is unavailable; the workers find the deliveries when it is available again.'),
});
