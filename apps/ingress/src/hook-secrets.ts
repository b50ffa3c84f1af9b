import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hubtwin/database';
import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';

/** The secrets a delivery may be signed with. */
export interface HookSecrets extends Disposable {
  /** The secret of the hook when it is one of ours, else the global ones. The hook's id is not signed. */
  of(hookId: number | null): readonly string[];
  /**
   * Reads again what hooks there are: for a signature that fails, of a hook that may be new. Ends within a
   * second, also when the database does not answer.
   */
  refresh(): Promise<void>;
}

export interface HookSecretsOptions {
  database: Kysely<Database>;
  /** Null: no encryption key is configured, so there are no secrets of single hooks. */
  keyRing: KeyRing | null;
  globalSecrets: readonly string[];
  logger: Logger;
  refreshMs?: number;
}

/** Between two reads: anybody can send a wrong signature, and that must not become a query each. */
const leastRefreshMs = 250;
const longestRefreshMs = 800;

/** Keeps the hooks' secrets in memory, so that verifying costs no query. */
export async function createHookSecrets(options: HookSecretsOptions): Promise<HookSecrets> {
  const { database, keyRing, globalSecrets, logger } = options;
  let byHook = new Map<number, readonly string[]>();
  let reading: Promise<void> = Promise.resolve();
  let readAt = 0;
  let next: Promise<void> | null = null;

  const decrypt = (keys: KeyRing, row: { id: number; hook_id: number | null; secret: Buffer }) => {
    const hookId = row.hook_id ?? 0;
    try {
      const place = { table: 'webhook_configs', column: 'secret', row: `${row.id}` };
      return [hookId, [keys.decrypt(row.secret, place)]] as const;
    } catch (error) {
      // It must not open to the global secrets, nor take the other hooks down with it.
      logger.error({ err: error, hook_id: hookId }, 'the secret of a hook cannot be read');
      return [hookId, byHook.get(hookId) ?? []] as const;
    }
  };

  const read = async () => {
    readAt = performance.now();
    if (keyRing === null) return;
    try {
      const rows = await database
        .selectFrom('webhook_configs')
        .select(['id', 'hook_id', 'secret'])
        .where('hook_id', 'is not', null)
        .where('active', '=', true)
        .execute();
      byHook = new Map(rows.map((row) => decrypt(keyRing, row)));
    } catch (error) {
      logger.warn({ err: error }, 'the secrets of the hooks could not be read; those known before stay');
    }
  };

  /** One read at a time; who asks while one runs waits for the next, as its hook may be newer than the one. */
  const readNext = async () => {
    await reading;
    await wait(Math.max(0, readAt + leastRefreshMs - performance.now()), undefined, { ref: false });
    next = null;
    reading = read();
    await reading;
  };
  const refresh = async () => {
    if (keyRing === null) return;
    next ??= Promise.race([readNext(), wait(longestRefreshMs, undefined, { ref: false })]);
    await next;
  };

  await read();
  const timer = setInterval(refresh, options.refreshMs ?? 5_000).unref();
  return {
    of: (hookId) => (hookId === null ? undefined : byHook.get(hookId)) ?? globalSecrets,
    refresh,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
