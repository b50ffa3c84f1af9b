import { contract } from '@hubtwin/contract';
import { findReplayable, resolveDeliveryFilters } from '@hubtwin/database';
import { type AlsoStore, type ReplayContext, replay, replayOne } from '@hubtwin/replication';
import { sql } from 'kysely';
import { type RouteContext, route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { selectItem } from '../queries/source.ts';
import { webhookEvents } from '../queries/webhook-events.ts';

export const replayWebhookEvent = route(
  contract.replayWebhookEvent,
  async ({ params: { delivery_id }, access, repetition }, context) => {
    const condition = sql`t.guid = ${delivery_id} and ${visible(access, sql`t.repository_id`)}`;
    const event = await selectItem(context.database, webhookEvents, condition);
    if (event === undefined) throw notFound();
    const keep: AlsoStore<number> = (transaction, queued) => repetition.keep(transaction, [queued]);
    const outcome =
      repetition.done === null ? await replayOne(event.delivery_id, replaying(context, keep)) : 'queued';
    if (outcome === 'not_found') throw notFound();
    if (outcome === 'in_progress')
      throw new ProblemError('delivery_in_progress', 'The delivery is being processed.');
    if (outcome === 'body_expired')
      throw new ProblemError('body_expired', 'Retention has dropped the body of the delivery.');
    return { body: { status: 'queued' as const, delivery_id: event.delivery_id } };
  },
);

export const replayWebhookEvents = route(
  contract.replayWebhookEvents,
  async ({ body: { limit, ...given }, access, repetition }, context) => {
    const answer = (matched: number, queued: number) => ({
      body: { status: 'queued' as const, matched, queued },
    });
    const [foundBefore, queuedBefore = 0] = repetition.done ?? [];
    if (foundBefore !== undefined) return answer(foundBefore, queuedBefore);
    const filters = await resolveDeliveryFilters(context.database, access, given);
    if (filters === null) throw new ProblemError('not_found', 'There is no such repository.');
    const guids = await findReplayable(context.database, access, { ...filters, limit });
    const keep: AlsoStore<number> = (transaction, queued) =>
      repetition.keep(transaction, [guids.length, queued]);
    return answer(guids.length, await replay(guids, replaying(context, keep)));
  },
);

const notFound = () => new ProblemError('not_found', 'There is no such delivery.');

const replaying = (
  { database, enqueueDeliveries, logger }: RouteContext,
  alsoStore: AlsoStore<number>,
): ReplayContext => ({
  database,
  alsoStore,
  enqueueDeliveries,
  onNotEnqueued: (err, batch) => logger.warn({ err, batch }, 'replay not enqueued'),
});
