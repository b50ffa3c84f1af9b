import type { WebhookConfig } from '@hubtwin/contract';
import { sql } from 'kysely';
import type { List } from './select-page.ts';

interface WebhookConfigRow {
  id: number;
  hook_id: number | null;
  target: string;
  repository_id: number | null;
  repository_full_name: string | null;
  url: string | null;
  events: string[] | null;
  actions: string[] | null;
  repositories: string[] | null;
  active: boolean;
  created_at: Date;
  updated_at: Date;
}

/** Registered hooks. Those of organisations belong to no repository: a limited key sees none of them. */
export const webhookConfigs: List<WebhookConfigRow, WebhookConfig, object> = {
  name: 'webhook_configs',
  from: sql`webhook_configs as t left join repositories as r on r.id = t.repository_id`,
  columns: sql`
    t.id, t.hook_id, t.target, t.repository_id, r.full_name as repository_full_name, t.url, t.events, t.actions,
    t.repositories, t.active, t.created_at, t.updated_at`,
  repository: sql`t.repository_id`,
  direction: 'asc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: () => [sql`true`],
  present: (row) => ({
    id: row.id,
    hook_id: row.hook_id,
    repository:
      row.repository_id === null
        ? null
        : { id: row.repository_id, full_name: row.repository_full_name ?? row.target },
    organization: row.repository_id === null ? row.target : null,
    url: row.url,
    events: row.events ?? ['*'],
    actions: row.actions,
    repositories: row.repositories,
    active: row.active,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }),
};
