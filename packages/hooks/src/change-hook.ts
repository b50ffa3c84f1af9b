import { recordHooked } from '@hubtwin/database';
import { NoCredentialError } from '@hubtwin/github';
import type { RequestContext } from '@hubtwin/replication';
import type { KeyRing } from '@hubtwin/secrets';
import { sql } from 'kysely';
import { hookSecretPlace } from './hook-secret-place.ts';
import { isOutcomeUnknown } from './is-outcome-unknown.ts';
import { type OpenHookTarget, openHookTarget } from './open-hook-target.ts';
import { type StoredHook, withHook } from './with-hook.ts';

/** Changes of a hook; undefined fields do not change. */
export interface HookChange {
  secret?: string | undefined;
  events?: readonly string[] | null | undefined;
  actions?: readonly string[] | null | undefined;
  repositories?: readonly string[] | null | undefined;
  active?: boolean | undefined;
}

/** How long the previous secret remains valid, for deliveries that GitHub signed before the change. */
const oldSecretLives = sql<Date>`now() + interval '1 hour'`;

/**
 * Changes a hook, on GitHub if the change concerns GitHub. While its secret changes, the old and the new one are
 * valid, also if it remains unknown which one GitHub has.
 *
 * @returns false if the config does not exist.
 * @throws NoCredentialError, HookBusyError, and what the GitHub client throws.
 */
export async function changeHook(
  id: number,
  change: HookChange,
  { url, ...options }: RequestContext & { keys: KeyRing; url: string },
): Promise<boolean> {
  const { database, github, keys, ...call } = options;
  const done = await withHook(database, id, async (hook) => {
    const { secret, events, actions, repositories, active } = change;
    const target = { target: hook.target, repositoryId: hook.repository_id };
    const changes = {
      ...(events !== undefined && { events: events ?? ['*'] }),
      ...(active !== undefined && { active }),
      // GitHub replaces the whole config.
      ...(secret !== undefined && { config: { url, content_type: 'json', insecure_ssl: '0', secret } }),
    };
    if (Object.keys(changes).length > 0) {
      const opened = await openHookTarget({ database, github }, target);
      if (opened === null) throw new NoCredentialError('no configured credential can change the hook');
      await send(opened, hook, changes);
    }
    const places = { secret: hookSecretPlace(id, 'secret'), other: hookSecretPlace(id, 'other_secret') };
    await database
      .updateTable('webhook_configs')
      .set({
        ...(events !== undefined && { events: events === null ? null : [...events] }),
        ...(actions !== undefined && { actions: actions === null ? null : [...actions] }),
        ...(repositories !== undefined && { repositories: repositories === null ? null : [...repositories] }),
        ...(active !== undefined && { active }),
        ...(secret !== undefined && {
          url,
          secret: keys.encrypt(secret, places.secret),
          other_secret: keys.encrypt(await keys.decrypt(hook.secret, places.secret), places.other),
          other_secret_until: oldSecretLives,
        }),
        updated_at: sql`now()`,
      })
      .where('id', '=', id)
      .execute();
    await recordHooked(database, target);
  });
  return done !== null;

  async function send(target: OpenHookTarget, hook: StoredHook, changes: Record<string, unknown>) {
    const other = (ciphertext: Buffer | null) =>
      database
        .updateTable('webhook_configs')
        .set({ other_secret: ciphertext, other_secret_until: null })
        .where('id', '=', id)
        .execute();
    const { secret } = change;
    if (secret !== undefined) await other(keys.encrypt(secret, hookSecretPlace(id, 'other_secret')));
    try {
      await target.send('PATCH', '/{hook_id}', { hook_id: hook.hook_id, ...changes }, call);
    } catch (error) {
      if (secret !== undefined && !isOutcomeUnknown(error)) await other(null);
      throw error;
    }
  }
}
