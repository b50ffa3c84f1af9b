import {
  type Claim,
  type ClaimedDelivery,
  claimDeliveries,
  type FinishedDelivery,
  findAbandoned,
  finishDeliveries,
  measureDeliveries,
  type Observation,
  renewClaims,
  type StoredOutcome,
  storeObservations,
} from '@hubtwin/database';
import { deliveriesQueue, type JobDefinition } from '@hubtwin/queue';
import { UnusableDeliveryError } from '@hubtwin/resources';
import { trace } from '@opentelemetry/api';
import type { SyncWorkerContext } from '../context.ts';
import { type ReadDelivery, readDeliveries } from '../deliveries/read-deliveries.ts';
import { enqueueImports } from '../enqueue-imports.ts';
import { enqueueMisplaced } from '../enqueue-misplaced.ts';
import { enqueueProjects } from '../enqueue-projects.ts';
import { enqueueRefetches } from '../enqueue-refetches.ts';
import { enqueueSyncs } from '../enqueue-syncs.ts';
import { followRenamedAccounts } from '../follow-renamed-accounts.ts';
import { recordDeletedHooks } from '../record-deleted-hooks.ts';
import { attemptJobId, isCrashSuspect, maxAttempts, quarantineMs, retryDelayMs } from '../retry.ts';

/** Limit of the bodies of a job: larger jobs run one at a time, since decoded objects take several times as much memory. */
const largeBytes = 4 * 2 ** 20;

type Attempted = Pick<ClaimedDelivery, 'guid' | 'attempts'>;

/**
 * Applies the deliveries of a job: together, in one transaction unless they are large, and if that fails separately, so
 * that one that cannot be applied does not delay others. A failed attempt is recorded in the inbox and retried
 * later by a separate job; after the last attempt, or if a retry cannot succeed, it is parked.
 *
 * Attempts are counted before they are made, so one that crashes its process counts as well. Deliveries in
 * progress in that process are retried one by one, so that only the one that caused the crash accumulates attempts. A delivery with
 * more than one attempt is quarantined for a moment in which the others are processed, so that its next crash does not delay them.
 */
export function applyDeliveries(context: SyncWorkerContext): JobDefinition<{ deliveryIds: string[] }> {
  const { database, queues, logger, metrics } = context;

  async function apply(batch: readonly ReadDelivery[]): Promise<void> {
    const started = performance.now();
    const claims = batch.map(({ delivery }) => claimOf(delivery));
    const outcome = await storeObservations(
      database,
      batch.flatMap(({ interpretation }) => interpretation.observations),
      async (transaction, { isLast, outcome: soFar }) => {
        const finish = () => batch.map((each) => finished(each, soFar));
        if (isLast) await finishDeliveries(transaction, finish());
        else await renewClaims(transaction, claims);
      },
    );
    record(batch, outcome.uncertain, started);
    try {
      await enqueueRefetches(context, outcome.uncertain);
      const applied = batch.filter(({ filtered }) => filtered === null);
      await recordDeletedHooks(database, applied);
      await followRenamedAccounts(context, applied);
      await enqueueProjects(
        context,
        applied.map(({ push }) => push).filter((push) => push !== null),
      );
      const accepted = applied.map(({ delivery: { event }, ...each }) => ({ event, ...each }));
      await enqueueImports(context, accepted);
      await enqueueSyncs(context, accepted);
      await enqueueMisplaced(context, outcome.misplaced);
    } catch (error) {
      // The transaction is committed: sweeps find the refetches and projects, the next sync the rest.
      logger.warn({ err: error }, 'requests to GitHub not enqueued; the sweep will enqueue them');
    }
  }

  function record(
    batch: readonly ReadDelivery[],
    uncertain: StoredOutcome['uncertain'],
    started: number,
  ): void {
    const now = Date.now();
    metrics.duration.record((performance.now() - started) / 1_000);
    for (const { delivery } of batch) {
      metrics.processed.add(1, { event: delivery.event });
      metrics.lag.record(Math.max(0, now - delivery.receivedAt.getTime()) / 1_000);
    }
    for (const { resource, reasons } of uncertain) {
      for (const reason of reasons) metrics.uncertain.add(1, { resource, reason });
    }
  }

  async function fail(delivery: ClaimedDelivery, error: unknown): Promise<void> {
    const parked =
      error instanceof UnusableDeliveryError || isUnstorable(error) || delivery.attempts >= maxAttempts;
    const delayMs = retryDelayMs(delivery.attempts);
    metrics.failed.add(1, { event: delivery.event });
    logger.error(
      { err: error, delivery_id: delivery.guid, attempts: delivery.attempts, parked },
      'delivery failed',
    );
    await finishDeliveries(database, [
      {
        ...claimOf(delivery),
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
      logger.warn({ err: error, delivery_id: guid }, 'retry not enqueued; the sweeper will enqueue it');
    }
  }

  async function applyEach(batch: readonly ReadDelivery[]): Promise<void> {
    for (const readable of batch) {
      try {
        await apply([readable]);
      } catch (error) {
        await fail(readable.delivery, error);
      }
    }
  }

  const readAll = (claimed: readonly ClaimedDelivery[]) => readDeliveries(context, claimed, fail);

  async function applyTogether(readable: readonly ReadDelivery[]): Promise<void> {
    if (readable.length === 0) return;
    try {
      await apply(readable);
    } catch (error) {
      if (readable.length > 1)
        logger.warn({ err: error, deliveries: readable.length }, 'applying deliveries one by one');
      await applyEach(readable);
    }
  }

  let turn: Promise<unknown> = Promise.resolve();
  /** Runs after all earlier calls in this process. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const ran = turn.then(run);
    turn = ran.catch(() => {});
    return ran;
  }

  /** One after the other, each claimed at its turn: a crash counts as an attempt of the current one only. */
  async function tryAbandoned(abandoned: readonly Attempted[], jobId: string): Promise<void> {
    for (const delivery of abandoned) {
      if (isCrashSuspect(delivery) && jobId !== attemptJobId(delivery)) {
        await enqueueAttempt(delivery, quarantineMs);
      } else {
        await inTurn(async () => {
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
      const applyClaimed = async () => {
        const claimed = await claimDeliveries(database, deliveryIds);
        await applyTogether(await readAll(claimed));
        return claimed.length;
      };
      const isLarge = (await measureDeliveries(database, deliveryIds)) > largeBytes;
      const applied = await (isLarge ? inTurn(applyClaimed) : applyClaimed());
      if (applied === deliveryIds.length) return;
      await tryAbandoned(await findAbandoned(database, deliveryIds), job.id);
    },
  };
}

const claimOf = ({ guid, batch, attempts }: Claim): Claim => ({ guid, batch, attempts });

function finished(
  { delivery, interpretation, filtered }: ReadDelivery,
  { pending, unconfirmed }: StoredOutcome,
): FinishedDelivery {
  const isOwn = (observation: Observation) => interpretation.observations.includes(observation);
  const claims = pending.filter(({ observation }) => isOwn(observation)).map(({ reference }) => reference);
  return {
    ...claimOf(delivery),
    status: interpretation.handled ? 'processed' : 'ignored',
    action: interpretation.action,
    repository_id: interpretation.repositoryId,
    installation_id: interpretation.installationId,
    ...(filtered === null ? {} : { error: filtered }),
    ...(claims.length === 0 ? {} : { claims }),
    ...(unconfirmed.some(isOwn) ? { unconfirmed: true } : {}),
  };
}

/** Postgres can never store it: data exceptions (class 22), and rows or keys too large (class 54). */
const isUnstorable = (error: unknown): boolean => /^(22|54)[0-9A-Z]{3}$/.test(`${Object(error).code ?? ''}`);
