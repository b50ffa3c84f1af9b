import { contract } from '@hubtwin/contract';
import { type JsonObject, resolveDeliveryFilters } from '@hubtwin/database';
import { decodeBody } from '@hubtwin/replication';
import { sql } from 'kysely';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { findDeliveryBody } from '../queries/find-delivery-body.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';
import { webhookEvents } from '../queries/webhook-events.ts';

export const listWebhookEvents = route(
  contract.listWebhookEvents,
  async ({ query: { limit, cursor, ...given }, access }, { database }) => {
    const filters = await resolveDeliveryFilters(database, given);
    if (filters === null) return { body: { data: [], next_cursor: null } };
    return { body: await selectPage(database, webhookEvents, { within: access, filters, limit, cursor }) };
  },
);

export const getWebhookEvent = route(
  contract.getWebhookEvent,
  async ({ params: { delivery_id }, access }, { database }) => {
    const condition = sql`t.guid = ${delivery_id} and ${visible(access, sql`t.repository_id`)}`;
    const event = await selectItem(database, webhookEvents, condition);
    if (event === undefined) throw new ProblemError('not_found', 'There is no such delivery.');
    const stored = await findDeliveryBody(database, delivery_id);
    return {
      body: {
        ...event,
        headers: stored?.headers ?? null,
        payload: stored === undefined ? null : payloadOf(stored.headers, stored.body),
      },
    };
  },
);

/** The payload; null for a body that is no JSON object, or nested deeper than it can be written again. */
function payloadOf(headers: Record<string, string>, body: Buffer): JsonObject | null {
  try {
    const payload = decodeBody(headers['content-type'] ?? '', body);
    JSON.stringify(payload);
    return payload;
  } catch {
    return null;
  }
}
