import { recordHooked } from '@hubtwin/database';
import { GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { RequestContext } from '@hubtwin/replication';
import { openHookTarget } from './open-hook-target.ts';
import { withHook } from './with-hook.ts';

/**
 * Deletes a hook on GitHub, and its config. If the hook is already deleted on GitHub, or no credential can access its
 * target, deletes the config only.
 *
 * @returns false if the config does not exist.
 * @throws HookBusyError, and what the GitHub client throws: then nothing is deleted here.
 */
export async function removeHook(
  id: number,
  { database, github, ...call }: RequestContext,
): Promise<boolean> {
  const done = await withHook(database, id, async (hook) => {
    const target = { target: hook.target, repositoryId: hook.repository_id };
    const opened = await openHookTarget({ database, github }, target);
    try {
      await opened?.send('DELETE', '/{hook_id}', { hook_id: hook.hook_id }, call);
    } catch (error) {
      if (!(error instanceof GitHubNotFoundError || error instanceof GitHubGoneError)) throw error;
    }
    await database.deleteFrom('webhook_configs').where('id', '=', id).execute();
    await recordHooked(database, target);
  });
  return done !== null;
}
