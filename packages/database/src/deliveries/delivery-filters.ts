import { type RawBuilder, sql } from 'kysely';
import type { DeliveryStatus } from '../tables/inbox-tables.ts';

export interface DeliveryFilters {
  event?: string | undefined;
  action?: string | undefined;
  repositoryId?: number | undefined;
  status?: DeliveryStatus | undefined;
  /** A string is ISO 8601 with an offset, to the microsecond. */
  since?: Date | string | undefined;
  until?: Date | string | undefined;
}

/** The state of a delivery `t`, with its attempt in progress, if any, as `a`. */
export const currentStatus = sql<DeliveryStatus>`case when a.guid is null then t.status else 'processing' end`;

function statusConditions(status: DeliveryStatus): RawBuilder<unknown>[] {
  if (status === 'processing') return [sql`t.guid in (select guid from webhook_attempts)`];
  const isStored = sql`t.status = ${status}`;
  if (status !== 'received' && status !== 'failed') return [isStored];
  return [isStored, sql`not exists (select from webhook_attempts as running where running.guid = t.guid)`];
}

/** The SQL conditions of these filters on `webhook_deliveries` as `t`. */
export function deliveryConditions(filters: DeliveryFilters): RawBuilder<unknown>[] {
  const { event, action, repositoryId, status, since, until } = filters;
  return [
    sql`true`,
    ...(event === undefined ? [] : [sql`t.event = ${event}`]),
    ...(action === undefined ? [] : [sql`t.action = ${action}`]),
    ...(repositoryId === undefined ? [] : [sql`t.repository_id = ${repositoryId}`]),
    ...(status === undefined ? [] : statusConditions(status)),
    ...(since === undefined ? [] : [sql`t.received_at >= ${since}`]),
    ...(until === undefined ? [] : [sql`t.received_at < ${until}`]),
  ];
}
