import { type Database, openConnections } from '@hubtwin/database';
import { openStores } from '@hubtwin/service/stores';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import { type AddressAllowlist, everyAddress, followGitHubNetworks } from './address-allowlist.ts';
import type { BodyMemory } from './arriving-body.ts';
import { createBlockPool } from './block-pool.ts';
import { createByteBudget } from './byte-budget.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { IngressConfig } from './config.ts';
import { createHookSecrets, type HookSecrets } from './hook-secrets.ts';
import { createInbox, groupsAtOnce, type Inbox } from './inbox.ts';
import { createIngressMetrics, type IngressMetrics } from './metrics.ts';
import { createReadTurns } from './read-turns.ts';
import { createRefusalLog, type RefusalLog } from './refusal-log.ts';

/** The resources of the routes. */
export interface IngressContext extends AsyncDisposable {
  config: IngressConfig;
  logger: Logger;
  metrics: IngressMetrics;
  refusals: RefusalLog;
  database: Kysely<Database>;
  /** The memory of all bodies. */
  memory: BodyMemory;
  inbox: Inbox;
  hookSecrets: HookSecrets;
  allowlist: AddressAllowlist;
}

export async function createContext(config: IngressConfig, telemetry: Telemetry): Promise<IngressContext> {
  const { logger } = telemetry;
  await using owned = new AsyncDisposableStack();
  // Responses are due within a second: a 503 that GitHub shows is better than a connection that hangs.
  const stores = owned.use(openStores(config, telemetry, { statementTimeoutMs: 5_000 }));
  const { database, pool, queues, keys } = stores;
  await openConnections(pool, groupsAtOnce);
  const hookSecrets = owned.use(
    await createHookSecrets({
      database,
      keyRing: keys,
      globalSecrets: config.webhooks.secrets,
      logger,
    }),
  );
  const allowlist =
    config.webhooks.ipAllowlist === 'off'
      ? everyAddress
      : owned.use(followGitHubNetworks({ githubBaseUrl: config.webhooks.githubBaseUrl, logger }));
  const budget = createByteBudget({ maxBytes: config.webhooks.maxBytesInFlight });
  const memory = {
    budget,
    pool: owned.use(createBlockPool({ onFreed: collectGarbage })),
    turns: createReadTurns(),
  };
  const inbox = owned.use(createInbox({ connection: stores, queues, telemetry, budget }));
  const refusals = owned.use(createRefusalLog(logger));
  const metrics = createIngressMetrics(telemetry.meter, () => budget.heldBytes());
  const disposal = owned.move();
  return {
    config,
    logger,
    metrics,
    refusals,
    database,
    memory,
    inbox,
    hookSecrets,
    allowlist,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
