import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTimestamp, Timestamp } from '../column-types.ts';

/** A delivery's way through the inbox; `failed` is retried, `parked` waits for a person. */
export type DeliveryStatus = 'received' | 'processing' | 'processed' | 'ignored' | 'failed' | 'parked';

interface WebhookDeliveries {
  guid: string;
  event: string;
  action: string | null;
  status: DeliveryStatus;
  attempts: number;
  error: string | null;
  hook_id: number | null;
  /** The webhook config whose secret signed it; null: a secret of the deployment. */
  webhook_config_id: number | null;
  /** The objects, as `table:key`, of which it claims what only GitHub can confirm. */
  claims: string[] | null;
  /** Whether it changed what only GitHub could confirm, when no credential was configured. */
  unconfirmed: Generated<boolean>;
  installation_id: number | null;
  repository_id: number | null;
  /** The queue job that carries the delivery from the door to the worker. */
  batch: string;
  body_bytes: number;
  body_sha256: Buffer;
  received_at: Timestamp;
  /** When it was received, as long as it is not applied, ignored or parked; generated. */
  pending_since: ColumnType<Date | null, never, never>;
  /** When GitHub first tried to deliver one that was recovered; null for the others, and until that is settled. */
  missed_at: Timestamp | null;
  claimed_at: Timestamp | null;
  retry_at: Timestamp | null;
  processed_at: Timestamp | null;
}

interface WebhookBodies {
  guid: string;
  received_at: Timestamp;
  headers: ColumnType<Record<string, string>, string, string>;
  body: Buffer;
}

interface WebhookConfigs {
  id: Generated<number>;
  hook_id: number | null;
  target: string;
  events: string[] | null;
  actions: string[] | null;
  repositories: string[] | null;
  active: Generated<boolean>;
  secret: Buffer;
  /** Null of an organisation. */
  repository_id: number | null;
  /** Where GitHub sends to. */
  url: string | null;
  /** Counts too: the one before, or the one that is being set. */
  other_secret: Buffer | null;
  /** The organisation's, of which it is the hook; null of a repository's, or where it is not known yet. */
  owner_id: number | null;
  /** Null: until it is settled which of the two GitHub has. */
  other_secret_until: Timestamp | null;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}

interface MissedDeliveries {
  guid: string;
  /** The hook, as the scope of its cursor. */
  source: string;
  /** GitHub's id of the newest attempt at it. */
  delivery_id: string;
  delivered_at: Timestamp;
  /** Redeliveries that somebody may have answered. */
  attempts: Generated<number>;
  redelivered_at: Timestamp | null;
  given_up_at: Timestamp | null;
}

/** Deliveries, and the hooks that send them. */
export interface InboxTables {
  webhook_deliveries: WebhookDeliveries;
  webhook_bodies: WebhookBodies;
  webhook_configs: WebhookConfigs;
  missed_deliveries: MissedDeliveries;
}
