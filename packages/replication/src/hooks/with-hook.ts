import { type Database, holdLock } from '@hubtwin/database';
import type { Kysely, Selectable } from 'kysely';
import { HookBusyError } from './hook-busy-error.ts';

/** The config of a hook that GitHub has. */
export type StoredHook = Selectable<Database['webhook_configs']> & { hook_id: number };

/**
 * Does something to a hook, and nothing else meanwhile.
 *
 * @returns null where there is no such config.
 * @throws HookBusyError where something is done to it, or it is not settled whether GitHub has it.
 */
export async function withHook<T>(
  database: Kysely<Database>,
  id: number,
  work: (hook: StoredHook) => Promise<T>,
): Promise<{ result: T } | null> {
  const held = await holdLock(database, `webhook_config:${id}`, async () => {
    const stored = await database
      .selectFrom('webhook_configs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (stored === undefined) return null;
    const { hook_id } = stored;
    if (hook_id === null) throw new HookBusyError('GitHub has not said yet whether it made the hook');
    return { result: await work({ ...stored, hook_id }) };
  });
  if (held === null) throw new HookBusyError('something else is being done to the hook');
  return held.result;
}
