import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTimestamp, Timestamp } from './column-types.ts';

/**
 * The stored state of a delivery; `failed` is retried, `parked` needs a manual replay. One with an attempt in progress
 * has the state from before it.
 */
type StoredStatus = 'received' | 'processed' | 'ignored' | 'failed' | 'parked';

/** The state of a delivery; `processing`: an attempt is in progress. */
export type DeliveryStatus = StoredStatus | 'processing';

interface WebhookDeliveries {
  guid: string;
  event: string;
  action: string | null;
  status: StoredStatus;
  attempts: number;
  error: string | null;
  hook_id: number | null;
  /** The webhook config whose secret signed it; null: a secret of the deployment. */
  webhook_config_id: number | null;
  /** The objects, as `table:key`, for which it claims what only GitHub can confirm. */
  claims: string[] | null;
  /** Whether it changed what only GitHub could confirm, when no credential was configured. */
  unconfirmed: Generated<boolean>;
  installation_id: number | null;
  repository_id: number | null;
  /** The queue job that contains the delivery. */
  batch: string;
  body_bytes: number;
  body_sha256: Buffer;
  received_at: Timestamp;
  /** When it was received, unless it is applied, ignored or parked; generated. */
  pending_since: ColumnType<Date | null, never, never>;
  /** When GitHub first tried to deliver a recovered delivery; null for others, and until that is known. */
  missed_at: Timestamp | null;
  retry_at: Timestamp | null;
  processed_at: Timestamp | null;
}

/** An attempt in progress. */
interface WebhookAttempts {
  guid: string;
  batch: string;
  /** Number of started attempts, including this one. */
  attempts: number;
  claimed_at: Timestamp;
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
  /** Null for an organisation. */
  repository_id: number | null;
  /** The address that GitHub sends to. */
  url: string | null;
  /** Also valid: the previous secret, or the one that is being set. */
  other_secret: Buffer | null;
  /** The organisation's id; null for a hook of a repository, or while unknown. */
  owner_id: number | null;
  /** Null: until it is known which of the two GitHub uses. */
  other_secret_until: Timestamp | null;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}

interface MissedDeliveries {
  guid: string;
  /** The hook, as the scope of its cursor. */
  source: string;
  /** GitHub's id of the newest attempt. */
  delivery_id: string;
  delivered_at: Timestamp;
  /** Redeliveries that may have received a response. */
  attempts: Generated<number>;
  redelivered_at: Timestamp | null;
  given_up_at: Timestamp | null;
}

/** Deliveries, and the hooks that send them. */
export interface InboxTables {
  webhook_deliveries: WebhookDeliveries;
  webhook_attempts: WebhookAttempts;
  webhook_bodies: WebhookBodies;
  webhook_configs: WebhookConfigs;
  missed_deliveries: MissedDeliveries;
}
