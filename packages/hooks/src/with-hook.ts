import { type Database, holdLock } from '@hubtwin/database';
import type { Kysely, Selectable } from 'kysely';
import { HookBusyError } from './hook-busy-error.ts';

/** The config of a hook that exists on GitHub. */
export type StoredHook = Selectable<Database['webhook_configs']> & { hook_id: number };

/**
 * Runs an operation on a hook, exclusively.
 *
 * @returns null if the config does not exist.
 * @throws HookBusyError if another operation is in progress, or it is unknown whether the hook exists on GitHub.
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
    if (hook_id === null) throw new HookBusyError('it is not known yet whether GitHub created the hook');
    return { result: await work({ ...stored, hook_id }) };
  });
  if (held === null) throw new HookBusyError('another operation on the hook is in progress');
  return held.result;
}
