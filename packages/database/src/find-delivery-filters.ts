import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** What of a hook's deliveries is applied; null or empty: all. */
export interface DeliveryFilter {
  events: readonly string[] | null;
  /** `opened`, or `issues.opened` of one event. */
  actions: readonly string[] | null;
  /** `owner/name` or `owner/*`, in any case. */
  repositories: readonly string[] | null;
}

/** The filters of hooks that are configured here, by GitHub's id of the hook. */
export async function findDeliveryFilters(
  database: Kysely<Database>,
  hookIds: readonly number[],
): Promise<Map<number, DeliveryFilter>> {
  if (hookIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('webhook_configs')
    .select(['hook_id', 'events', 'actions', 'repositories'])
    .where('hook_id', 'in', [...hookIds])
    .execute();
  return new Map(rows.map(({ hook_id, ...filter }) => [hook_id ?? 0, filter]));
}
