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
import { type CommitGroup, createCommitLane, maxBytesPerGroup, type Waiting } from './commit-lane.ts';
import { type Boarding, createJobBuilder } from './job-builder.ts';
import { recordDelivery } from './record-delivery.ts';

/** Stores deliveries durably. Disposing waits until what was accepted is enqueued. */
export interface Inbox extends AsyncDisposable {
  /**
   * Resolves once the delivery is committed, or known to have been before.
   *
   * @param sender whose part of the memory it takes until then.
   * @throws InboxUnavailableError when that did not happen in time, or the memory was needed for others.
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

/** While Postgres flushes one to disk, the next is on its way. */
const smallGroupsAtOnce = 2;
/** A large body takes Postgres half a second: small ones do not wait behind it, nor many of them for memory. */
const largeGroupsAtOnce = 1;
const largeBytes = maxBytesPerGroup / 4;
export const groupsAtOnce = smallGroupsAtOnce + largeGroupsAtOnce;
/** Short beside the work of a delivery, long beside a commit. */
const jobIntervalMs = 10;

/**
 * Groups deliveries that arrive while others are being committed, so that many share one commit: the
 * more arrive, the larger the groups, and a lone one does not wait. The job that carries a group to the
 * workers is enqueued after its commit and after its answers; the sweeper finds what a crash in between
 * leaves behind.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { connection, queues, telemetry, budget, deadlineMs = 900 } = options;
  const { logger, tracer } = telemetry;
  const joiner = createBufferJoiner();
  const jobs = createJobBuilder({
    tracer,
    send: enqueue,
    mostPerJob: deliveriesPerJob,
    intervalMs: jobIntervalMs,
  });
  const smallLane = createCommitLane({ groupsAtOnce: smallGroupsAtOnce, commit });
  const largeLane = createCommitLane({ groupsAtOnce: largeGroupsAtOnce, commit });

  async function commit(group: CommitGroup, onStored: () => void): Promise<void> {
    const boarding = jobs.board(group.group.length);
    const options = { attributes: { 'hubtwin.deliveries': group.group.length } };
    await tracer.startActiveSpan('deliveries store', options, boarding.traceContext, async (span) => {
      await commitGroup(group, boarding, onStored);
      span.end();
    });
  }

  async function commitGroup(
    { group, copies }: CommitGroup,
    { batch, traceContext, settle: settleJob }: Boarding,
    onStored: () => void,
  ): Promise<void> {
    const accepted: string[] = [];
    try {
      const deliveries = group.map(({ delivery }) => delivery);
      // The next group is on its way to Postgres while this one's answers are written.
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

  /** New, or a redelivery of one that failed: that is GitHub's way of asking us to try again. */
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
      const lane = delivery.body.length > largeBytes ? largeLane : smallLane;
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
          lane.remove(entry);
          settle(new InboxUnavailableError('too much is waiting to be stored'));
        };
        const claim = budget.claim('waiting', sender, refuse);
        const entry = { delivery, arrivedAt: Date.now(), claim, settle };
        if (claim.grow(delivery.body.length)) lane.add(entry);
        else {
          claim[Symbol.dispose]();
          refuse();
        }
      });
    },
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  };
}
