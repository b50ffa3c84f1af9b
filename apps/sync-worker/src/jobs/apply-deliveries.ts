import {
  applyObservations,
  type ClaimedDelivery,
  claimDeliveries,
  type DeliveryFilter,
  type FinishedDelivery,
  findAbandoned,
  findDeliveryFilters,
  findUntracked,
  finishDeliveries,
  type Outcome,
} from '@hubtwin/database';
import { deliveriesQueue, type JobDefinition } from '@hubtwin/queue';
import {
  type BranchPush,
  decodeBody,
  type Interpretation,
  interpretDelivery,
  readPush,
  resources,
  UnusableDeliveryError,
  whyFiltered,
} from '@hubtwin/replication';
import { trace } from '@opentelemetry/api';
import type { SyncWorkerContext } from '../context.ts';
import { enqueueDoubts } from '../enqueue-doubts.ts';
import { enqueueImports } from '../enqueue-imports.ts';
import { enqueueProjects } from '../enqueue-projects.ts';
import { enqueueSyncs } from '../enqueue-syncs.ts';
import { attemptJobId, isSuspect, mostAttempts, putOffMs, retryDelayMs } from '../retry.ts';

type Attempted = Pick<ClaimedDelivery, 'guid' | 'attempts'>;

interface Readable {
  delivery: ClaimedDelivery;
  interpretation: Interpretation;
  /** Why its hook's filter leaves it out; null where it does not. */
  filtered: string | null;
  /** Null where it moves no branch. */
  push: BranchPush | null;
}

/**
 * Applies the deliveries of a job: together in one transaction, and where that fails each for itself, so
 * that one that cannot be applied holds up no other. A failed attempt is recorded in the inbox and tried
 * again later by a job of its own; after the last one, or when trying again cannot help, it is parked.
 *
 * Attempts are counted before they are made, so one that ends its process counts as well. Whatever was under
 * way in that process is tried again one by one, so that only the one that did it goes on counting; and what counts
 * more than once is put off for a moment in which the others are done, so that they do not wait for its end.
 */
export function applyDeliveries(context: SyncWorkerContext): JobDefinition<{ deliveryIds: string[] }> {
  const { database, queues, logger, metrics } = context;

  async function apply(batch: readonly Readable[]): Promise<void> {
    const started = performance.now();
    const outcome = await database.transaction().execute(async (transaction) => {
      const result = await applyObservations(
        transaction,
        batch.flatMap(({ interpretation }) => interpretation.observations),
      );
      await finishDeliveries(transaction, batch.map(finished));
      return result;
    });
    record(batch, outcome, started);
    try {
      await enqueueDoubts(context, outcome.doubtful);
      const applied = batch.filter(({ filtered }) => filtered === null);
      await enqueueProjects(
        context,
        applied.map(({ push }) => push).filter((push) => push !== null),
      );
      const told = applied.map(({ delivery, interpretation }) => ({ event: delivery.event, interpretation }));
      await enqueueImports(context, told);
      await enqueueSyncs(context, told);
    } catch (error) {
      // What is applied stays applied: sweeps find doubts and projects, the next sync what is missing.
      logger.warn({ err: error }, 'questions to GitHub not enqueued; the sweep will');
    }
  }

  function record(batch: readonly Readable[], outcome: Outcome, started: number): void {
    const now = Date.now();
    metrics.duration.record((performance.now() - started) / 1_000);
    for (const { delivery } of batch) {
      metrics.processed.add(1, { event: delivery.event });
      metrics.lag.record(Math.max(0, now - delivery.receivedAt.getTime()) / 1_000);
    }
    for (const { resource, reasons } of outcome.doubtful) {
      for (const reason of reasons) metrics.doubtful.add(1, { resource, reason });
    }
  }

  async function fail(delivery: ClaimedDelivery, error: unknown): Promise<void> {
    const parked = error instanceof UnusableDeliveryError || delivery.attempts >= mostAttempts;
    const delayMs = retryDelayMs(delivery.attempts);
    metrics.failed.add(1, { event: delivery.event });
    logger.error(
      { err: error, delivery_id: delivery.guid, attempts: delivery.attempts, parked },
      'delivery failed',
    );
    await finishDeliveries(database, [
      {
        guid: delivery.guid,
        status: parked ? 'parked' : 'failed',
        error: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2_000) : String(error),
        ...(parked ? {} : { retry_at: new Date(Date.now() + delayMs) }),
      },
    ]);
    if (!parked) await enqueueAttempt(delivery, delayMs);
  }

  async function enqueueAttempt(delivery: Attempted, delayMs: number): Promise<void> {
    const { guid } = delivery;
    try {
      const job = { id: attemptJobId(delivery), delayMs };
      await queues.enqueue(deliveriesQueue, { deliveryIds: [guid] }, job);
    } catch (error) {
      // The other deliveries of the job must not wait for the queue.
      logger.warn({ err: error, delivery_id: guid }, 'retry not enqueued; the sweeper will');
    }
  }

  async function applyEach(batch: readonly Readable[]): Promise<void> {
    for (const readable of batch) {
      try {
        await apply([readable]);
      } catch (error) {
        await fail(readable.delivery, error);
      }
    }
  }

  /** What is told of repositories that nobody wants is not applied. */
  async function leaveOutUntracked(readable: Readable[]): Promise<void> {
    const ids = new Set(readable.flatMap(({ interpretation: { repositoryId } }) => repositoryId ?? []));
    const untracked = await findUntracked(database, [...ids]);
    for (const each of readable) {
      const { repositoryId } = each.interpretation;
      if (repositoryId === null || !untracked.has(repositoryId)) continue;
      each.interpretation = { ...each.interpretation, observations: [], handled: false };
      each.filtered ??= 'the repository is not tracked';
      each.push = null;
    }
  }

  /** Reads what is claimed; what cannot be read fails. */
  async function readAll(claimed: readonly ClaimedDelivery[]): Promise<Readable[]> {
    const readable: Readable[] = [];
    const hookIds = new Set(claimed.flatMap(({ hookId }) => (hookId === null ? [] : [hookId])));
    const filters = await findDeliveryFilters(database, [...hookIds]);
    for (const delivery of claimed) {
      try {
        readable.push(read(delivery, filters.get(delivery.hookId ?? 0)));
      } catch (error) {
        await fail(delivery, error);
      }
    }
    await leaveOutUntracked(readable);
    return readable;
  }

  async function applyTogether(readable: readonly Readable[]): Promise<void> {
    if (readable.length === 0) return;
    try {
      await apply(readable);
    } catch (error) {
      if (readable.length > 1)
        logger.warn({ err: error, deliveries: readable.length }, 'taking deliveries one by one');
      await applyEach(readable);
    }
  }

  let lane: Promise<unknown> = Promise.resolve();
  /** Runs when all before it in this process have run. */
  function inLane(run: () => Promise<void>): Promise<void> {
    const ran = lane.then(run);
    lane = ran.catch(() => {});
    return ran;
  }

  /** One after the other, and claimed at its turn: what ends the process counts against itself alone. */
  async function tryAbandoned(abandoned: readonly Attempted[], jobId: string): Promise<void> {
    for (const delivery of abandoned) {
      if (isSuspect(delivery) && jobId !== attemptJobId(delivery)) {
        await enqueueAttempt(delivery, putOffMs);
      } else {
        await inLane(async () => {
          await applyEach(await readAll(await claimDeliveries(database, [delivery.guid], 'abandoned')));
        });
      }
    }
  }

  return {
    queue: deliveriesQueue,
    concurrency: context.config.deliveries.concurrency,
    async process({ deliveryIds }, { job }) {
      trace.getActiveSpan()?.setAttribute('hubtwin.delivery_ids', deliveryIds);
      const claimed = await claimDeliveries(database, deliveryIds);
      await applyTogether(await readAll(claimed));
      if (claimed.length === deliveryIds.length) return;
      await tryAbandoned(await findAbandoned(database, deliveryIds), job.id);
    },
  };
}

function read(delivery: ClaimedDelivery, filter: DeliveryFilter | undefined): Readable {
  const { body, headers, event, receivedAt } = delivery;
  if (delivery.attempts > mostAttempts) throw new Error('it ended the process at every attempt');
  if (body === null || headers === null) throw new UnusableDeliveryError('retention has dropped the body');
  const payload = decodeBody(headers['content-type'] ?? '', body);
  const filtered = filter === undefined ? null : whyFiltered(filter, { event, payload });
  // What is left out is not even looked into: no resource listens.
  const interpretation = interpretDelivery(
    { event, payload, receivedAt },
    filtered === null ? resources : [],
  );
  return { delivery, interpretation, filtered, push: readPush(event, payload) };
}

function finished({ delivery, interpretation, filtered }: Readable): FinishedDelivery {
  return {
    guid: delivery.guid,
    status: interpretation.handled ? 'processed' : 'ignored',
    action: interpretation.action,
    repository_id: interpretation.repositoryId,
    installation_id: interpretation.installationId,
    ...(filtered === null ? {} : { error: filtered }),
  };
}
