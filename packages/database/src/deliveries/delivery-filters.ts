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

/** The SQL conditions of these filters on `webhook_deliveries` as `t`. */
export function deliveryConditions(filters: DeliveryFilters): RawBuilder<unknown>[] {
  const { event, action, repositoryId, status, since, until } = filters;
  return [
    sql`true`,
    ...(event === undefined ? [] : [sql`t.event = ${event}`]),
    ...(action === undefined ? [] : [sql`t.action = ${action}`]),
    ...(repositoryId === undefined ? [] : [sql`t.repository_id = ${repositoryId}`]),
    ...(status === undefined ? [] : [sql`t.status = ${status}`]),
    ...(since === undefined ? [] : [sql`t.received_at >= ${since}`]),
    ...(until === undefined ? [] : [sql`t.received_at < ${until}`]),
  ];
}
