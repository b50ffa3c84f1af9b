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
import { type Boarding, createJobBuilder } from './job-builder.ts';
import { recordDelivery } from './record-delivery.ts';

/** Stores deliveries durably. Disposing waits until what was accepted is enqueued. */
export interface Inbox extends AsyncDisposable {
  /**
   * Resolves once the delivery is committed, or known to have been before.
   *
   * @throws InboxUnavailableError when that did not happen in time.
   */
  store(delivery: IncomingDelivery): Promise<'accepted' | 'duplicate'>;
}

export class InboxUnavailableError extends Error {
  override readonly name = 'InboxUnavailableError';
  readonly code = 'inbox_unavailable';
}

export interface InboxOptions {
  connection: DatabaseConnection;
  queues: Queues;
  telemetry: Telemetry;
  /** Longest wait for a commit, in milliseconds. */
  deadlineMs?: number;
  /** Most bytes of bodies that wait for a commit; more are refused. */
  mostWaitingBytes?: number;
}

interface Waiting {
  delivery: IncomingDelivery;
  /** In milliseconds since the epoch. */
  arrivedAt: number;
  settle(outcome: 'accepted' | 'duplicate' | InboxUnavailableError): void;
}

/** While Postgres flushes one to disk, the next is on its way. */
export const groupsAtOnce = 2;
/** A few large commits cost less than many small ones: beside a running one, fewer wait and grow. */
const leastBesideAnother = 16;
/** Short beside the work of a delivery, long beside a commit. */
const jobIntervalMs = 10;
const mostBytesPerGroup = 4 * 1_024 * 1_024;

/**
 * Groups deliveries that arrive while others are being committed, so that many share one commit: the
 * more arrive, the larger the groups, and a lone one does not wait. The job that carries a group to the
 * workers is enqueued after its commit and after its answers; the sweeper finds what a crash in between
 * leaves behind.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { connection, queues, telemetry, deadlineMs = 900, mostWaitingBytes = 256 * 1_024 * 1_024 } = options;
  const { logger, tracer } = telemetry;
  const joiner = createBufferJoiner();
  const waiting: Waiting[] = [];
  const jobs = createJobBuilder({
    tracer,
    send: enqueue,
    mostPerJob: deliveriesPerJob,
    intervalMs: jobIntervalMs,
  });
  let waitingBytes = 0;
  let groups = 0;

  function takeGroup(): { group: Waiting[]; copies: Waiting[] } {
    const group = new Map<string, Waiting>();
    const copies: Waiting[] = [];
    let bytes = 0;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const { guid, body } = next.delivery;
      const full =
        group.size === deliveriesPerJob || (group.size > 0 && bytes + body.length > mostBytesPerGroup);
      if (full && !group.has(guid)) break;
      waiting.shift();
      waitingBytes -= body.length;
      if (group.has(guid)) {
        copies.push(next);
        continue;
      }
      group.set(guid, next);
      bytes += body.length;
    }
    return { group: [...group.values()], copies };
  }

  async function commitGroup(
    group: readonly Waiting[],
    copies: readonly Waiting[],
    { batch, traceContext, settle: settleJob }: Boarding,
  ): Promise<void> {
    const accepted: string[] = [];
    try {
      const deliveries = group.map(({ delivery }) => delivery);
      // The next group is on its way to Postgres while this one's answers are written.
      const stored = await storeDeliveries(connection.pool, deliveries, batch, joiner).finally(endGroup);
      const before = new Map(stored.map((row) => [row.guid, row.before]));
      for (const { delivery, arrivedAt, settle } of group) {
        const isAccepted = await isWanted(delivery, before.get(delivery.guid) ?? null, batch);
        if (isAccepted) accepted.push(delivery.guid);
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

  function mayStart(): boolean {
    if (groups === 0) return waiting.length > 0;
    return groups < groupsAtOnce && waiting.length >= leastBesideAnother;
  }

  function pump(): void {
    while (mayStart()) {
      const { group, copies } = takeGroup();
      groups += 1;
      const boarding = jobs.board(group.length);
      const options = { attributes: { 'hubtwin.deliveries': group.length } };
      void tracer.startActiveSpan('deliveries store', options, boarding.traceContext, async (span) => {
        await commitGroup(group, copies, boarding);
        span.end();
      });
    }
  }

  function endGroup(): void {
    groups -= 1;
    pump();
  }

  return {
    store(delivery) {
      if (waitingBytes + delivery.body.length > mostWaitingBytes) {
        return Promise.reject(new InboxUnavailableError('too much is waiting to be stored'));
      }
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
        waiting.push({ delivery, arrivedAt: Date.now(), settle });
        waitingBytes += delivery.body.length;
        pump();
      });
    },
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  };
}
