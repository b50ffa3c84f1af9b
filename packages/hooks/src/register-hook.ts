import { followHookOwners, recordHooked, reserveWebhookConfig } from '@hubtwin/database';
import { NoCredentialError } from '@hubtwin/github';
import type { AlsoStore, RequestContext } from '@hubtwin/replication';
import type { KeyRing } from '@hubtwin/secrets';
import { z } from 'zod';
import { findCreatedHook } from './find-created-hook.ts';
import { HookBusyError } from './hook-busy-error.ts';
import { hookSecretPlace } from './hook-secret-place.ts';
import { isOutcomeUnknown } from './is-outcome-unknown.ts';
import { type HookTarget, openHookTarget } from './open-hook-target.ts';

/** A hook to register. */
export interface NewHook extends HookTarget {
  url: string;
  secret: string;
  /** Null: all. */
  events: readonly string[] | null;
  /** Which of its deliveries are applied; null: all. */
  actions: readonly string[] | null;
  repositories: readonly string[] | null;
  active: boolean;
}

const made = z.looseObject({ id: z.int() });

/**
 * Registers a hook on GitHub. The config is stored first, because GitHub sends the first delivery before it answers;
 * if GitHub rejects it, the config is deleted, and if GitHub's answer is lost, its hooks are listed. `settleHooks`
 * resolves what remains unknown.
 *
 * @returns the id of the config.
 * @throws NoCredentialError, HookBusyError, and what the GitHub client throws.
 */
export async function registerHook(
  hook: NewHook,
  {
    database,
    github,
    keys,
    alsoStore,
    ...call
  }: RequestContext & { keys: KeyRing; alsoStore?: AlsoStore<number> },
): Promise<number> {
  const target = await openHookTarget({ database, github }, hook);
  if (target === null) throw new NoCredentialError('no configured credential can register a hook there');
  const { url, secret, events, active } = hook;
  const createdAt = new Date();
  const id = await database.transaction().execute(async (transaction) => {
    const reserved = await reserveWebhookConfig(transaction, hook, (id) =>
      keys.encrypt(secret, hookSecretPlace(id, 'secret')),
    );
    if (reserved !== null) await alsoStore?.(transaction, reserved);
    return reserved;
  });
  if (id === null) throw new HookBusyError('another hook is being registered there; try again in a minute');
  const config = { url, content_type: 'json', insecure_ssl: '0', secret };
  let hookId: number;
  try {
    const body = { name: 'web', config, events: events ?? ['*'], active };
    const { data } = await target.send('POST', '', body, call);
    hookId = made.parse(data).id;
  } catch (error) {
    const found = isOutcomeUnknown(error)
      ? // If that fails too, `settleHooks` resolves the config later.
        await findCreatedHook(database, target, { url, events, createdAt }, call).catch(() => undefined)
      : null;
    if (found === null) await database.deleteFrom('webhook_configs').where('id', '=', id).execute();
    if (found === null || found === undefined) throw error;
    hookId = found;
  }
  await database.updateTable('webhook_configs').set({ hook_id: hookId }).where('id', '=', id).execute();
  await recordHooked(database, hook);
  await followHookOwners(database);
  return id;
}
