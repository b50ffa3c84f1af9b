import { noteHooked } from '@hubtwin/database';
import { GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { AskOptions } from '../fetch/ask-options.ts';
import { openHookTarget } from './open-hook-target.ts';
import { withHook } from './with-hook.ts';

/**
 * Removes a hook from GitHub, and its config. Where GitHub has it no more, or nobody sees its target any more, only the
 * config is left to remove.
 *
 * @returns false where there is no such config.
 * @throws HookBusyError, and what the GitHub client throws: then nothing is removed here.
 */
export async function removeHook(id: number, { database, github, ...call }: AskOptions): Promise<boolean> {
  const done = await withHook(database, id, async (hook) => {
    const target = { target: hook.target, repositoryId: hook.repository_id };
    const opened = await openHookTarget({ database, github }, target);
    try {
      await opened?.send('DELETE', '/{hook_id}', { hook_id: hook.hook_id }, call);
    } catch (error) {
      if (!(error instanceof GitHubNotFoundError || error instanceof GitHubGoneError)) throw error;
    }
    await database.deleteFrom('webhook_configs').where('id', '=', id).execute();
    await noteHooked(database, target);
  });
  return done !== null;
}
