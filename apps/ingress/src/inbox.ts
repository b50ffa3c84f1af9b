import {
  createBufferJoiner,
  type DatabaseConnection,
  type IncomingDelivery,
  retryRedelivered,
  type StoredDelivery,
  storeDeliveries,
} from '@hubtwin/database';
import { deliveriesPerJob, deliveriesQueue, type Queues } from '@hubtwin/queue';
import type { Telemetry } from '@hubtwin/telemetry';
import type { ByteBudget } from './byte-budget.ts';
import { type CommitGroup, createCommitQueue, maxBytesPerGroup, type Waiting } from './commit-queue.ts';
import { createJobBuilder, type Reservation } from './job-builder.ts';
import { recordDelivery } from './record-delivery.ts';

/** Stores deliveries durably. Disposing waits until accepted deliveries are enqueued. */
export interface Inbox extends AsyncDisposable {
  /**
   * Resolves once the delivery is committed, or known to have been committed before.
   *
   * @param sender whose share of the memory it uses until then.
   * @throws InboxUnavailableError if it was not committed in time, or the memory was needed for others.
   */
  store(delivery: IncomingDelivery, sender: string): Promise<'accepted' | 'duplicate'>;
}

export class InboxUnavailableError extends Error {
  override readonly name = 'InboxUnavailableError';
  readonly code = 'inbox_unavailable';
}

export interface InboxOptions {
  connection: DatabaseConnection;
  queues: Queues;
  telemetry: Telemetry;
  budget: ByteBudget;
  /** Longest wait for a commit, in milliseconds. */
  deadlineMs?: number;
}

/** While Postgres flushes one group to disk, the next is sent. */
const smallGroupsAtOnce = 2;
/** A large body takes Postgres half a second: small ones do not wait behind it, nor many of them for memory. */
const largeGroupsAtOnce = 1;
const largeBytes = maxBytesPerGroup / 4;
export const groupsAtOnce = smallGroupsAtOnce + largeGroupsAtOnce;
/** Short compared to processing a delivery, long compared to a commit. */
const jobIntervalMs = 10;

/**
 * Groups deliveries that arrive while others are being committed, so that many share one commit: the
 * more arrive, the larger the groups, and a single delivery does not wait. The job of a group is
 * enqueued after its commit and after its responses; the sweeper finds the deliveries that a crash in between
 * leaves without a job.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { connection, queues, telemetry, budget, deadlineMs = 900 } = options;
  const { logger, tracer } = telemetry;
  const joiner = createBufferJoiner();
  const jobs = createJobBuilder({
    tracer,
    send: enqueue,
    maxPerJob: deliveriesPerJob,
    intervalMs: jobIntervalMs,
  });
  const smallCommits = createCommitQueue({ groupsAtOnce: smallGroupsAtOnce, commit });
  const largeCommits = createCommitQueue({ groupsAtOnce: largeGroupsAtOnce, commit });

  async function commit(group: CommitGroup, onStored: () => void): Promise<void> {
    const reservation = jobs.reserve(group.group.length);
    const options = { attributes: { 'hubtwin.deliveries': group.group.length } };
    await tracer.startActiveSpan('deliveries store', options, reservation.traceContext, async (span) => {
      await commitGroup(group, reservation, onStored);
      span.end();
    });
  }

  async function commitGroup(
    { group, copies }: CommitGroup,
    { batch, traceContext, settle: settleJob }: Reservation,
    onStored: () => void,
  ): Promise<void> {
    const accepted: string[] = [];
    try {
      const deliveries = group.map(({ delivery }) => delivery);
      // The next group is sent to Postgres while the responses of this one are written.
      const stored = await storeDeliveries(connection.pool, deliveries, batch, joiner).finally(onStored);
      const found = new Map(stored.map((row) => [row.guid, row]));
      for (const { delivery, arrivedAt, settle } of group) {
        const { before = null, isParked = false } = found.get(delivery.guid) ?? {};
        const isAccepted = await isWanted(delivery, before, batch);
        if (isParked) logReplay(delivery);
        else if (isAccepted) accepted.push(delivery.guid);
        const outcome = isAccepted ? 'accepted' : 'duplicate';
        settle(outcome);
        recordDelivery({ tracer, traceContext, delivery, arrivedAt, outcome });
      }
      for (const { settle } of copies) settle('duplicate');
    } catch (error) {
      logger.error({ err: error, deliveries: group.length }, 'deliveries could not be stored');
      const unavailable = new InboxUnavailableError('the inbox cannot be reached', { cause: error });
      for (const { settle } of [...group, ...copies]) settle(unavailable);
    } finally {
      settleJob(accepted);
    }
  }

  function logReplay({ guid, event }: IncomingDelivery): void {
    logger.warn({ delivery_id: guid, event }, 'parked: its body was accepted before as another event');
  }

  /** New, or a redelivery of a failed one, which is a request to try again. */
  async function isWanted(delivery: IncomingDelivery, before: StoredDelivery['before'], batch: string) {
    if (before !== 'failed' && before !== 'parked') return before === null;
    return retryRedelivered(connection.database, delivery, batch);
  }

  async function enqueue(batch: string, deliveryIds: string[]): Promise<void> {
    try {
      await queues.enqueue(deliveriesQueue, { deliveryIds }, { id: batch });
    } catch (error) {
      logger.warn({ err: error, batch }, 'stored but not enqueued; the sweeper will');
    }
  }

  return {
    store(delivery, sender) {
      const commits = delivery.body.length > largeBytes ? largeCommits : smallCommits;
      return new Promise((resolve, reject) => {
        const late = setTimeout(
          () => settle(new InboxUnavailableError('storing the delivery took too long')),
          deadlineMs,
        );
        const settle: Waiting['settle'] = (outcome) => {
          clearTimeout(late);
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        };
        const refuse = () => {
          commits.remove(entry);
          settle(new InboxUnavailableError('too many deliveries wait to be stored'));
        };
        const claim = budget.claim('waiting', sender, refuse);
        const entry = { delivery, arrivedAt: Date.now(), claim, settle };
        if (claim.grow(delivery.body.length)) commits.add(entry);
        else {
          claim[Symbol.dispose]();
          refuse();
        }
      });
    },
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  };
}
