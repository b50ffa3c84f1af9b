import type { Pool } from 'pg';
import type { DeliveryStatus } from '../tables/inbox-tables.ts';
import { type BufferJoiner, createBufferJoiner } from './buffer-joiner.ts';

/** A verified delivery as it arrived. */
export interface IncomingDelivery {
  guid: string;
  event: string;
  hookId: number | null;
  /** The webhook config whose secret signed it; null: a secret of the deployment. */
  webhookConfigId: number | null;
  headers: Record<string, string>;
  /** The raw bytes that the signature covers. */
  body: Buffer;
  /** SHA-256 of the body, 32 bytes. */
  bodySha256: Buffer;
}

/** `before` is null for a new delivery, else the status of the existing one. */
export interface StoredDelivery {
  guid: string;
  before: DeliveryStatus | null;
  /** Whether it is parked at once, because its body was accepted before as another event. */
  isParked: boolean;
}

/**
 * Stores deliveries in the inbox in one statement, and returns which existed before. GUIDs must be unique. All bodies
 * are sent in one binary parameter that the statement splits: node-pg would encode an array of them as hexadecimal,
 * and a parameter for each row would need a new plan for each number of rows.
 *
 * @param batch id of the queue job for the new ones.
 * @param joiner joins the bodies; reusing one saves memory allocations.
 */
export async function storeDeliveries(
  pool: Pool,
  deliveries: readonly IncomingDelivery[],
  batch: string,
  joiner: BufferJoiner = createBufferJoiner(),
): Promise<StoredDelivery[]> {
  // Always the same order, so that concurrent groups with common GUIDs cannot deadlock.
  const sorted = deliveries.toSorted((one, other) => (one.guid < other.guid ? -1 : 1));
  using bodies = joiner.join(sorted.map(({ body }) => body));
  const { rows } = await pool.query<{ guid: string; parked: boolean }>({
    name: 'store-deliveries',
    text: statement,
    values: [
      JSON.stringify(
        sorted.map(({ guid, event, hookId, webhookConfigId, headers, body }) => ({
          guid,
          event,
          hook_id: hookId,
          webhook_config_id: webhookConfigId,
          headers,
          bytes: body.length,
        })),
      ),
      Buffer.concat(sorted.map(({ bodySha256 }) => bodySha256)),
      bodies.bytes,
      batch,
    ],
  });
  const before = new Map<string, DeliveryStatus | null>(rows.map(({ guid }) => [guid, null]));
  const known = sorted.map(({ guid }) => guid).filter((guid) => !before.has(guid));
  if (known.length > 0) {
    const found = await pool.query<{ guid: string; status: DeliveryStatus }>(
      'select guid, status from webhook_deliveries where guid = any($1::uuid[])',
      [known],
    );
    for (const { guid, status } of found.rows) before.set(guid, status);
  }
  const parked = new Set(rows.filter(({ parked }) => parked).map(({ guid }) => guid));
  return sorted.map(({ guid }) => ({
    guid,
    before: before.get(guid) ?? null,
    isParked: parked.has(guid),
  }));
}

const statement = `
  with input as (
    select guid, event, hook_id, webhook_config_id, headers, bytes,
           substring($2::bytea from (n::int - 1) * 32 + 1 for 32) as sha256,
           (sum(bytes) over (order by n))::int - bytes + 1 as start, n
      from rows from (
             json_to_recordset($1)
               as (guid uuid, event text, hook_id bigint, webhook_config_id bigint, headers jsonb, bytes int)
           ) with ordinality as given (guid, event, hook_id, webhook_config_id, headers, bytes, n)
  ), judged as (
    select input.*, nullif(coalesce(
             (select first.event from webhook_deliveries as first
               where first.body_sha256 = input.sha256
                 and coalesce(first.webhook_config_id, 0) = coalesce(input.webhook_config_id, 0)
               order by first.received_at limit 1),
             first_value(event) over (partition by sha256, webhook_config_id order by n)), event) as same_as
      from input
  ), stored as (
    insert into webhook_deliveries
           (guid, event, hook_id, webhook_config_id, batch, body_bytes, body_sha256, received_at, status, error)
    select guid, event, hook_id, webhook_config_id, $4::uuid, bytes, sha256, now(),
           case when same_as is null then 'received' else 'parked' end,
           'its body was accepted before as the event ' || same_as
      from judged
    on conflict (guid) do nothing
    returning guid, status
  ), bodies as (
    insert into webhook_bodies (guid, received_at, headers, body)
    select guid, now(), headers, substring($3::bytea from start for bytes)
      from input join stored using (guid)
  )
  select guid, status = 'parked' as parked from stored
`;
