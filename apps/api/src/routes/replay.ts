import { contract } from '@hubtwin/contract';
import { findReplayable, resolveDeliveryFilters } from '@hubtwin/database';
import { type ReplayContext, replay, replayOne } from '@hubtwin/replication';
import { sql } from 'kysely';
import { type RouteContext, route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { selectItem } from '../queries/source.ts';
import { webhookEvents } from '../queries/webhook-events.ts';

export const replayWebhookEvent = route(
  contract.replayWebhookEvent,
  async ({ params: { delivery_id }, access }, context) => {
    const condition = sql`t.guid = ${delivery_id} and ${visible(access, sql`t.repository_id`)}`;
    const event = await selectItem(context.database, webhookEvents, condition);
    if (event === undefined) throw notFound();
    const outcome = await replayOne(event.delivery_id, replaying(context));
    if (outcome === 'not_found') throw notFound();
    if (outcome === 'in_progress')
      throw new ProblemError('delivery_in_progress', 'The delivery is being processed just now.');
    if (outcome === 'body_gone')
      throw new ProblemError('body_gone', 'Retention has dropped the body of the delivery.');
    return { body: { status: 'queued' as const, delivery_id: event.delivery_id } };
  },
);

export const replayWebhookEvents = route(
  contract.replayWebhookEvents,
  async ({ body: { limit, ...given }, access }, context) => {
    const filters = await resolveDeliveryFilters(context.database, access, given);
    const guids =
      filters === null ? [] : await findReplayable(context.database, access, { ...filters, limit });
    return {
      body: {
        status: 'queued' as const,
        matched: guids.length,
        queued: await replay(guids, replaying(context)),
      },
    };
  },
);

const notFound = () => new ProblemError('not_found', 'There is no such delivery.');

const replaying = ({ database, enqueueDeliveries, logger }: RouteContext): ReplayContext => ({
  database,
  enqueueDeliveries,
  onNotEnqueued: (err, batch) => logger.warn({ err, batch }, 'replay not enqueued'),
});
