import { type RawBuilder, sql } from 'kysely';
import type { DeliveryStatus } from '../tables/inbox-tables.ts';

/** Identifies one attempt at a delivery: it can end or renew only itself, not a later attempt. */
export interface Claim {
  guid: string;
  /** The batch of the queue job; a replay assigns another. */
  batch: string;
  /** Number of started attempts, including this one. */
  attempts: number;
}

type StoredStatus = Exclude<DeliveryStatus, 'processing'>;

/**
 * Whether a delivery has one of these stored states. Written so that the planner cannot match a partial index: lookups
 * by GUID must use the index of GUIDs, whatever the statistics of the states.
 */
export const hasStatus = (...statuses: readonly StoredStatus[]): RawBuilder<boolean> =>
  sql<boolean>`(case when webhook_deliveries.status in (${sql.join(statuses.map((status) => sql.lit(status)))}) then true else false end)`;
