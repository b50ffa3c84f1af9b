import { type RawBuilder, sql } from 'kysely';
import type { DeliveryStatus } from '../tables/inbox-tables.ts';

/** Identifies one attempt at a delivery: what it ends or renews is its own, and not that of a later attempt. */
export interface Claim {
  guid: string;
  /** The queue job's; a replay gives the delivery another. */
  batch: string;
  /** Attempts begun, this one included. */
  attempts: number;
}

/**
 * Whether a delivery has one of these states. Written so that the planner matches no partial index by it: deliveries that
 * are known by their GUIDs are read by those, whatever the statistics say of the states.
 */
export const hasStatus = (...statuses: readonly DeliveryStatus[]): RawBuilder<boolean> =>
  sql<boolean>`(case when webhook_deliveries.status in (${sql.join(statuses.map((status) => sql.lit(status)))}) then true else false end)`;
