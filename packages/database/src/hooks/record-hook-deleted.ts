import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import { recordHooked } from './record-hooked.ts';

/**
 * Records that the hook of a webhook config was deleted on GitHub. The config remains, to be registered again or
 * deleted.
 *
 * @param hookId GitHub's id, which must match the config.
 */
export async function recordHookDeleted(
  database: Kysely<Database>,
  { configId, hookId }: { configId: number; hookId: number },
): Promise<void> {
  const config = await database
    .updateTable('webhook_configs')
    .set({ active: false, updated_at: new Date() })
    .where('id', '=', configId)
    .where('hook_id', '=', hookId)
    .where('active', '=', true)
    .returning(['target', 'repository_id'])
    .executeTakeFirst();
  if (config !== undefined)
    await recordHooked(database, { target: config.target, repositoryId: config.repository_id });
}
