import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** What of a hook's deliveries is applied; null or empty: all. */
export interface DeliveryFilter {
  events: readonly string[] | null;
  /** `opened`, or `issues.opened` of one event. */
  actions: readonly string[] | null;
  /** `owner/name` or `owner/*`, in any case. */
  repositories: readonly string[] | null;
}

/** A hook that is configured here: whose it is, and what of its deliveries is applied. */
export interface ConfiguredHook extends DeliveryFilter {
  configId: number;
  /** Null of an organisation. */
  repositoryId: number | null;
  /** `owner/name` of its repository, or the login of its organisation. */
  target: string;
  /** The organisation's id; null of a repository, or where it is not known yet. */
  ownerId: number | null;
}

/** The hooks of webhook configs, by the id of the config. */
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
