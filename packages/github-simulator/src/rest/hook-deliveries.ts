import type { components } from '@octokit/openapi-types';
import type { DeliveryRecord } from '../delivery/create-deliverer.ts';
import { encodeDelivery } from '../delivery/encode-delivery.ts';
import type { Hook } from '../world/model.ts';
import { type Answer, notFound, ok, RestError } from './answer.ts';
import { attemptOf, deliveryIdOf } from './delivery-id.ts';
import { pageSize } from './page.ts';
import type { Call } from './route.ts';

type Schemas = components['schemas'];

/** GitHub deletes deliveries after three days. */
const keptMs = 3 * 24 * 3_600_000;

function recordsOf({ context }: Call, hook: Hook): DeliveryRecord[] {
  const oldest = context.now() - keptMs;
  return context.deliverer
    .records()
    .filter((record) => record.hook_id === hook.id && Date.parse(record.delivered_at) >= oldest);
}

function recordOf(call: Call, hook: Hook): DeliveryRecord {
  const record = recordsOf(call, hook).find(({ id }) => id === attemptOf(call.params.delivery_id));
  if (record === undefined) throw notFound();
  return record;
}

/** Attempts, newest first and without payloads; the cursor is opaque, so there is only a next page. */
export function listDeliveries(call: Call, hook: Hook): Answer {
  const { query, address } = call;
  const status = query.get('status');
  const records = recordsOf(call, hook).filter(
    ({ status_code }) =>
      status === null || (status === 'success') === (status_code >= 200 && status_code < 300),
  );
  const size = pageSize(query);
  const start = startOf(records, query.get('cursor'));
  const page = records.slice(start, start + size);
  const last = page.at(-1);
  const next = new URLSearchParams(query);
  if (last !== undefined) next.set('cursor', `v1_${Buffer.from(`${last.id}`).toString('base64url')}`);
  const hasMore = start + size < records.length;
  return {
    ...ok(page.map(itemShape)),
    ...(hasMore && { headers: { link: `<${address}?${next}>; rel="next"` } }),
  };
}

/** @throws RestError 422 for an invalid cursor. */
function startOf(records: readonly DeliveryRecord[], cursor: string | null): number {
  if (cursor === null) return 0;
  const id = Number(Buffer.from(cursor.replace(/^v1_/, ''), 'base64url').toString());
  if (!Number.isInteger(id)) throw new RestError(422, 'Invalid cursor');
  const start = records.findIndex((record) => record.id < id);
  return start < 0 ? records.length : start;
}

/** An attempt with its delivery. */
export function showDelivery(call: Call, hook: Hook): Answer {
  const record = recordOf(call, hook);
  const delivery = call.context.deliverer.delivery(record.id);
  if (delivery === undefined) throw notFound();
  const { headers } = encodeDelivery(delivery, call.context.world.app.id);
  const shape: Schemas['hook-delivery'] = {
    ...itemShape(record),
    id: deliveryIdOf(record.id),
    installation_id: record.installation_id,
    repository_id: record.repository_id,
    url: hook.url,
    request: { headers, payload: JSON.parse(delivery.body) },
    response: { headers: {}, payload: '' },
  };
  return ok(shape);
}

/** Redelivers it with the same GUID; the response does not wait for that. */
export function redeliver(call: Call, hook: Hook): Answer {
  void call.context.deliverer.redeliver(recordOf(call, hook).id);
  return { status: 202, body: {} };
}

function itemShape({ hook_id: _hook, ...record }: DeliveryRecord): Schemas['hook-delivery-item'] {
  return { ...record, id: deliveryIdOf(record.id), throttled_at: null };
}
