import type { WebhookEvent } from '@hubtwin/contract';
import {
  currentStatus,
  type Database,
  type DeliveryFilters,
  type DeliveryStatus,
  deliveryConditions,
} from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import { hasPendingClaim } from './pending-confirmation.ts';
import { time } from './present.ts';
import type { List } from './select-page.ts';

type DeliveryRow = Omit<Selectable<Database['webhook_deliveries']>, 'status'> & {
  status: DeliveryStatus;
  repository_full_name: string | null;
  pending_confirmation: boolean;
};

export const webhookEvents: List<DeliveryRow, WebhookEvent, DeliveryFilters> = {
  name: 'webhook_events',
  from: sql`webhook_deliveries as t left join webhook_attempts as a on a.guid = t.guid
    left join repositories as r on r.id = t.repository_id`,
  columns: sql`
    t.guid, t.event, t.action, ${currentStatus} as status, coalesce(a.attempts, t.attempts) as attempts, t.error, t.hook_id, t.webhook_config_id,
    ${hasPendingClaim} as pending_confirmation, t.unconfirmed, t.installation_id, t.repository_id,
    r.full_name as repository_full_name, t.body_bytes, t.received_at, t.processed_at, t.retry_at`,
  repository: sql`t.repository_id`,
  direction: 'desc',
  order: [
    { by: sql`t.received_at`, type: 'time' },
    { by: sql`t.guid`, type: 'uuid' },
  ],
  where: deliveryConditions,
  present: (row) => ({
    delivery_id: row.guid,
    event: row.event,
    action: row.action,
    status: row.status,
    attempts: row.attempts,
    error: row.error,
    hook_id: row.hook_id,
    webhook_config_id: row.webhook_config_id,
    pending_confirmation: row.pending_confirmation,
    unconfirmed: row.unconfirmed,
    installation_id: row.installation_id,
    repository:
      row.repository_id === null ? null : { id: row.repository_id, full_name: row.repository_full_name },
    body_bytes: row.body_bytes,
    received_at: row.received_at.toISOString(),
    processed_at: time(row.processed_at),
    retry_at: time(row.retry_at),
  }),
};
