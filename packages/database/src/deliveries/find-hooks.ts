import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Which deliveries of a hook are applied; null or empty: all. */
export interface DeliveryFilter {
  events: readonly string[] | null;
  /** `opened`, or `issues.opened` for one event only. */
  actions: readonly string[] | null;
  /** `owner/name` or `owner/*`, case-insensitive. */
  repositories: readonly string[] | null;
}

/** A hook with a webhook config: its owner, and which of its deliveries are applied. */
export interface ConfiguredHook extends DeliveryFilter {
  configId: number;
  /** Null for an organisation. */
  repositoryId: number | null;
  /** `owner/name` of its repository, or login of its organisation. */
  target: string;
  /** The organisation's id; null for a repository, or while unknown. */
  ownerId: number | null;
}

/** Finds the hooks of webhook configs, by the id of the config. */
export async function findHooks(
  database: Kysely<Database>,
  configIds: readonly number[],
): Promise<Map<number, ConfiguredHook>> {
  if (configIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('webhook_configs')
    .select(['id', 'repository_id', 'owner_id', 'target', 'events', 'actions', 'repositories'])
    .where('id', 'in', [...configIds])
    .execute();
  return new Map(
    rows.map(({ id, repository_id, owner_id, ...hook }) => [
      id,
      { ...hook, configId: id, repositoryId: repository_id, ownerId: owner_id },
    ]),
  );
}
