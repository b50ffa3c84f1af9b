import { contract } from '@hubtwin/contract';
import { resolveDeliveryFilters } from '@hubtwin/database';
import { decodeBody } from '@hubtwin/replication';
import type { JsonObject } from '@hubtwin/resources';
import { sql } from 'kysely';
import { render } from '../http/render.ts';
import { route } from '../http/route.ts';
import { streamEvent } from '../payloads/stream-event.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { findDeliveryBody } from '../queries/find-delivery-body.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem } from '../queries/source.ts';
import { webhookEvents } from '../queries/webhook-events.ts';
import { findVisibleRepositories } from '../visibility/find-visible-repositories.ts';
import { maxSearchedBytes, showPayload } from '../visibility/show-payload.ts';

export const listWebhookEvents = route(
  contract.listWebhookEvents,
  async ({ query: { limit, cursor, ...given }, access }, { database }) => {
    const filters = await resolveDeliveryFilters(database, access, given);
    if (filters === null) throw new ProblemError('not_found', 'There is no such repository.');
    return { body: await selectPage(database, webhookEvents, { within: access, filters, limit, cursor }) };
  },
);

export const getWebhookEvent = route(
  contract.getWebhookEvent,
  async ({ params: { delivery_id }, access, isDisconnected }, { database, payloads }) => {
    const condition = sql`t.guid = ${delivery_id} and ${visible(access, sql`t.repository_id`)}`;
    const event = await selectItem(database, webhookEvents, condition);
    if (event === undefined) throw new ProblemError('not_found', 'There is no such delivery.');
    const maxBytes = access.repositoryIds === null ? maxParsedBytes : maxSearchedBytes;
    const stored = await findDeliveryBody(database, delivery_id, { maxBytes });
    if (stored === undefined) return { body: { ...event, headers: null, payload: null, hidden_fields: [] } };
    const { headers, body, sha256 } = stored;
    if (access.repositoryIds !== null) {
      const { payload, hidden } = showPayload(
        { headers, body },
        await findVisibleRepositories(database, access.repositoryIds),
      );
      return { body: { ...event, headers, payload, hidden_fields: hidden } };
    }
    if (body !== null) {
      return { body: { ...event, headers, payload: payloadOf(headers, body), hidden_fields: [] } };
    }
    const rendered = render(contract.getWebhookEvent, {
      ...event,
      headers,
      payload: null,
      hidden_fields: [],
    });
    const contentType = headers['content-type'] ?? '';
    const large = { guid: delivery_id, bytes: event.body_bytes, contentType, isDisconnected };
    return { streamed: streamEvent(payloads, { event: rendered, body: large, sha256 }) };
  },
);

/** Parsing takes many times the memory; larger payloads are streamed without parsing. */
const maxParsedBytes = 262_144;

/** The payload; null for a body that is not a JSON object, or nested too deeply to serialise. */
function payloadOf(headers: Record<string, string>, body: Buffer): JsonObject | null {
  try {
    const payload = decodeBody(headers['content-type'] ?? '', body);
    JSON.stringify(payload);
    return payload;
  } catch {
    return null;
  }
}
