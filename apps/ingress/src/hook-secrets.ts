import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hubtwin/database';
import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import { type Kysely, sql } from 'kysely';

/** A secret that a delivery may be signed with. */
export interface HookSecret {
  value: string;
  /** The webhook config that it belongs to; null: the deployment is configured with it. */
  configId: number | null;
  /** Whether GitHub has confirmed the hook; until then the secret is valid for a `ping` only. */
  isConfirmed: boolean;
}

/** The secrets a delivery may be signed with. */
export interface HookSecrets extends Disposable {
  /**
   * The secrets of the hook if it is registered. For other hooks the deployment's, and those of hooks that are being
   * registered: GitHub sends a `ping` before it returns their ids. The hook's id is not signed.
   */
  of(hookId: number | null): readonly HookSecret[];
  /**
   * Reads the hooks again, after a signature mismatch that a new hook may cause. Ends within a
   * second, even if the database does not answer.
   */
  refresh(): Promise<void>;
}

interface SecretsOfHook {
  id: number;
  hook_id: number | null;
  secret: Buffer;
  other_secret: Buffer | null;
}

export interface HookSecretsOptions {
  database: Kysely<Database>;
  /** Null: no encryption key is configured, so there are no secrets of single hooks. */
  keyRing: KeyRing | null;
  globalSecrets: readonly string[];
  logger: Logger;
  refreshMs?: number;
}

/** Between two reads: anyone can send wrong signatures, and each must not cause a query. */
const minRefreshMs = 250;
const longestRefreshMs = 800;

/** Keeps the hooks' secrets in memory, so that verifying costs no query. */
export async function createHookSecrets(options: HookSecretsOptions): Promise<HookSecrets> {
  const { database, keyRing, globalSecrets, logger } = options;
  const deployment = globalSecrets.map((value): HookSecret => ({ value, configId: null, isConfirmed: true }));
  let byHook = new Map<number, readonly HookSecret[]>();
  let pending: readonly HookSecret[] = [];
  let reading: Promise<void> = Promise.resolve();
  let readAt = 0;
  let next: Promise<void> | null = null;

  const decrypt = async (keys: KeyRing, row: SecretsOfHook): Promise<readonly HookSecret[]> => {
    const encrypted = [
      { column: 'secret', ciphertext: row.secret },
      { column: 'other_secret', ciphertext: row.other_secret },
    ];
    try {
      const values = await Promise.all(
        encrypted.flatMap(({ column, ciphertext }) =>
          ciphertext === null
            ? []
            : [keys.decrypt(ciphertext, { table: 'webhook_configs', column, row: `${row.id}` })],
        ),
      );
      return values.map((value) => ({ value, configId: row.id, isConfirmed: row.hook_id !== null }));
    } catch (error) {
      // The hook must not accept the deployment's secrets instead, and other hooks must not be affected.
      logger.error({ err: error, hook_id: row.hook_id }, 'the secret of a hook cannot be read');
      return byHook.get(row.hook_id ?? 0) ?? [];
    }
  };

  const read = async () => {
    readAt = performance.now();
    if (keyRing === null) return;
    try {
      const rows = await database
        .selectFrom('webhook_configs')
        .select(['id', 'hook_id', 'secret'])
        .select(
          sql<Buffer | null>`case when other_secret_until < now() then null else other_secret end`.as(
            'other_secret',
          ),
        )
        .execute();
      const secrets = await Promise.all(
        rows.map(async (row) => ({ hookId: row.hook_id, values: await decrypt(keyRing, row) })),
      );
      byHook = new Map(secrets.flatMap(({ hookId, values }) => (hookId === null ? [] : [[hookId, values]])));
      pending = secrets.flatMap(({ hookId, values }) => (hookId === null ? values : []));
    } catch (error) {
      logger.warn({ err: error }, 'the secrets of the hooks could not be read; the known ones remain in use');
    }
  };

  /** One read at a time; a caller during a read waits for the next, because its hook may be newer. */
  const readNext = async () => {
    await reading;
    await wait(Math.max(0, readAt + minRefreshMs - performance.now()), undefined, { ref: false });
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
    of: (hookId) => (hookId === null ? deployment : (byHook.get(hookId) ?? [...deployment, ...pending])),
    refresh,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
