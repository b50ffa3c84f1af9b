import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A hook to register. `events`, `actions` and `repositories` that are null filter nothing. */
export interface NewWebhookConfig {
  /** `owner/name` of a repository, or the login of an organisation. */
  target: string;
  /** Null for an organisation. */
  repositoryId: number | null;
  url: string;
  events: readonly string[] | null;
  actions: readonly string[] | null;
  repositories: readonly string[] | null;
  active: boolean;
}

/**
 * Stores a webhook config before GitHub creates its hook: its secret is valid at once, because GitHub sends the first
 * delivery before it responds.
 *
 * @param encrypt encrypts the secret for the row with this id.
 * @returns null if a hook is being registered for the same target.
 */
export async function reserveWebhookConfig(
  database: Kysely<Database>,
  config: NewWebhookConfig,
  encrypt: (id: number) => Buffer,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('webhook_configs', 'id'))::bigint as id
  `.execute(database);
  const id = rows[0]?.id ?? 0;
  const inserted = await sql`
    insert into webhook_configs (id, hook_id, target, repository_id, url, events, actions, repositories, active, secret)
    overriding system value
    values (${id}, null, ${config.target}, ${config.repositoryId}, ${config.url}, ${config.events}::text[],
            ${config.actions}::text[], ${config.repositories}::text[], ${config.active}, ${encrypt(id)})
    on conflict (lower(target)) where hook_id is null do nothing
  `.execute(database);
  return Number(inserted.numAffectedRows) === 1 ? id : null;
}
