import { randomUUID } from 'node:crypto';
import { contract } from '@hubtwin/contract';
import { replayDeliveries } from '@hubtwin/database';
import { deliveriesPerJob } from '@hubtwin/queue';
import { sql } from 'kysely';
import { type RouteContext, route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { findReplayable } from '../queries/find-replayable.ts';
import { resolveDeliveryFilters } from '../queries/resolve-delivery-filters.ts';
import { selectItem } from '../queries/source.ts';
import { webhookEvents } from '../queries/webhook-events.ts';

export const replayWebhookEvent = route(
  contract.replayWebhookEvent,
  async ({ params: { delivery_id }, access }, context) => {
    const condition = sql`t.guid = ${delivery_id} and ${visible(access, sql`t.repository_id`)}`;
    const event = await selectItem(context.database, webhookEvents, condition);
    if (event === undefined) throw new ProblemError('not_found', 'There is no such delivery.');
    if ((await replay([event.delivery_id], context)) === 0) {
      throw event.status === 'processing'
        ? new ProblemError('delivery_in_progress', 'The delivery is being processed just now.')
        : new ProblemError('body_gone', 'Retention has dropped the body of the delivery.');
    }
    return { body: { status: 'queued' as const, delivery_id: event.delivery_id } };
  },
);

export const replayWebhookEvents = route(
  contract.replayWebhookEvents,
  async ({ body: { limit, ...given }, access }, context) => {
    const filters = await resolveDeliveryFilters(context.database, given);
    const guids =
      filters === null ? [] : await findReplayable(context.database, access, { ...filters, limit });
    return {
      body: { status: 'queued' as const, matched: guids.length, queued: await replay(guids, context) },
    };
  },
);

/** Puts deliveries back and hands them to a worker, a job at a time. @returns how many were put back. */
async function replay(guids: readonly string[], context: RouteContext): Promise<number> {
  const { database, enqueueDeliveries, logger } = context;
  let queued = 0;
  for (let at = 0; at < guids.length; at += deliveriesPerJob) {
    const batch = randomUUID();
    const put = await replayDeliveries(database, guids.slice(at, at + deliveriesPerJob), batch);
    if (put.length === 0) continue;
    queued += put.length;
    try {
      await enqueueDeliveries(batch, put);
    } catch (error) {
      // They stand in the inbox as received: the worker's sweep finds what no job carries.
      logger.warn({ err: error, batch }, 'replay not enqueued');
    }
  }
  return queued;
}
