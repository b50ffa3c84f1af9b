import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ClaimedMissed,
  claimMissed,
  type Database,
  doDeliveriesArrive,
  releaseMissed,
} from '@hubtwin/database';
import {
  type CallOptions,
  GitHubGoneError,
  GitHubNotFoundError,
  GitHubValidationError,
} from '@hubtwin/github';
import type { Kysely } from 'kysely';
import type { DeliverySource } from './delivery-source.ts';
import { inFlightSeconds, maxAttempts, maxRedeliveries } from './limits.ts';

export interface RedeliverOptions {
  database: Kysely<Database>;
  /** How long to wait for a single redelivery sent ahead, in milliseconds. */
  arrivalMs: number;
  call: CallOptions;
}

export interface Redelivered {
  redelivered: number;
  /** Here, those that GitHub no longer has. */
  givenUp: number;
}

const atOnce = 10;
const lookEveryMs = 100;

/**
 * Requests the redelivery of a hook's missed deliveries, under the same GUID; they arrive at the ingress like any
 * other. Those with failed redeliveries are tried again only while deliveries arrive: if none has since, one is sent
 * ahead as a probe.
 *
 * @param total counts the results, also if this throws.
 * @throws what the client throws; the rest is left to the next pass.
 */
export async function redeliverMissed(
  source: DeliverySource,
  { database, arrivalMs, call }: RedeliverOptions,
  total: Redelivered,
): Promise<void> {
  let left = maxRedeliveries;
  const urgent: CallOptions = { ...call, priority: 'high' };

  async function sendSome(which: 'first' | 'again', max: number): Promise<number> {
    const limit = Math.min(max, left);
    if (limit === 0) return 0;
    const claimed = await claimMissed(database, source.name, { which, limit, maxAttempts, inFlightSeconds });
    left -= claimed.length;
    const outcomes = await Promise.allSettled(claimed.map((missed) => redeliver(source, missed, urgent)));
    const guidsOf = (isWanted: (outcome: PromiseSettledResult<'sent' | 'deleted'>) => boolean) =>
      claimed.filter((_, at) => outcomes[at] !== undefined && isWanted(outcomes[at])).map(({ guid }) => guid);
    const deleted = guidsOf((outcome) => outcome.status === 'fulfilled' && outcome.value === 'deleted');
    const unsent = guidsOf(({ status }) => status === 'rejected');
    await releaseMissed(database, deleted, 'deleted');
    await releaseMissed(database, unsent, 'unsent');
    total.givenUp += deleted.length;
    total.redelivered += claimed.length - deleted.length - unsent.length;
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    return claimed.length;
  }

  async function sendAll(which: 'first' | 'again'): Promise<void> {
    while ((await sendSome(which, atOnce)) > 0);
  }

  async function doesOneArrive(): Promise<boolean> {
    if ((await sendSome('again', 1)) === 0) return false;
    const deadline = performance.now() + arrivalMs;
    while (performance.now() < deadline) {
      if (await doDeliveriesArrive(database, source.name)) return true;
      await sleep(lookEveryMs, undefined, call.signal === undefined ? {} : { signal: call.signal });
    }
    return false;
  }

  const doArrive = await doDeliveriesArrive(database, source.name);
  await sendAll('first');
  if (doArrive || (await doesOneArrive())) await sendAll('again');
}

async function redeliver(
  { github, path, parameters }: DeliverySource,
  { deliveryId }: ClaimedMissed,
  call: CallOptions,
): Promise<'sent' | 'deleted'> {
  try {
    await github.fetch(
      `POST ${path}/{delivery_id}/attempts`,
      { ...parameters, delivery_id: deliveryId },
      call,
    );
    return 'sent';
  } catch (error) {
    const isDeleted =
      error instanceof GitHubNotFoundError ||
      error instanceof GitHubGoneError ||
      error instanceof GitHubValidationError;
    if (isDeleted) return 'deleted';
    throw error;
  }
}
