import type { Database } from '@hubtwin/database';
import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';

/** The secrets a delivery may be signed with. */
export interface HookSecrets extends Disposable {
  /** The secret of the hook when it is one of ours, else the global ones. The hook's id is not signed. */
  of(hookId: number | null): readonly string[];
  /** Reads again what hooks there are: for a signature that fails, of a hook that may be new. */
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

const leastRefreshMs = 1_000;

/** Keeps the hooks' secrets in memory, so that verifying costs no query. */
export async function createHookSecrets(options: HookSecretsOptions): Promise<HookSecrets> {
  const { database, keyRing, globalSecrets, logger } = options;
  let byHook = new Map<number, readonly string[]>();
  let readAt = 0;
  let reading: Promise<void> | null = null;

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
      const place = { table: 'webhook_configs', column: 'secret' };
      byHook = new Map(
        rows.map(({ id, hook_id, secret }) => [
          hook_id ?? 0,
          [keyRing.decrypt(secret, { ...place, row: `${id}` })],
        ]),
      );
    } catch (error) {
      logger.warn({ err: error }, 'the secrets of the hooks could not be read; those known before stay');
    }
  };

  await read();
  const timer = setInterval(read, options.refreshMs ?? 5_000).unref();
  return {
    of: (hookId) => (hookId === null ? undefined : byHook.get(hookId)) ?? globalSecrets,
    async refresh() {
      // Anybody can send a wrong signature: that must not become a query each.
      if (reading === null && performance.now() - readAt >= leastRefreshMs) {
        reading = read().finally(() => {
          reading = null;
        });
      }
      await reading;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
