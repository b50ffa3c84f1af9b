import { createDatabase, type Database, openConnections } from '@hubtwin/database';
import { connectQueues } from '@hubtwin/queue';
import { openKeyRing } from '@hubtwin/secrets';
import type { Logger, Telemetry } from '@hubtwin/telemetry';
import type { Kysely } from 'kysely';
import { type AddressAllowlist, everyAddress, followGitHubNetworks } from './address-allowlist.ts';
import type { IngressConfig } from './config.ts';
import { createHookSecrets, type HookSecrets } from './hook-secrets.ts';
import { createInbox, groupsAtOnce, type Inbox } from './inbox.ts';
import { createIngressMetrics, type IngressMetrics } from './metrics.ts';

/** Everything that the routes use. */
export interface IngressContext extends AsyncDisposable {
  config: IngressConfig;
  logger: Logger;
  metrics: IngressMetrics;
  database: Kysely<Database>;
  inbox: Inbox;
  hookSecrets: HookSecrets;
  allowlist: AddressAllowlist;
}

export async function createContext(config: IngressConfig, telemetry: Telemetry): Promise<IngressContext> {
  const { logger } = telemetry;
  await using owned = new AsyncDisposableStack();
  const connection = owned.use(
    createDatabase({
      ...config.database,
      // An answer is due within a second: better a 503 that GitHub shows than a connection that hangs.
      statementTimeoutMs: 5_000,
      onConnectionError: (error) => logger.warn({ err: error }, 'database connection lost'),
    }),
  );
  await openConnections(connection.pool, groupsAtOnce);
  const { redisUrl } = config.queue;
  const store = redisUrl === undefined ? { postgresUrl: config.database.url } : { redisUrl };
  const queues = owned.use(connectQueues({ store, logger }));
  const hookSecrets = owned.use(
    await createHookSecrets({
      database: connection.database,
      keyRing: owned.use(openKeyRing(config.secrets, logger)),
      globalSecrets: config.webhooks.secrets,
      logger,
    }),
  );
  const allowlist =
    config.webhooks.ipAllowlist === 'off'
      ? everyAddress
      : owned.use(followGitHubNetworks({ githubBaseUrl: config.webhooks.githubBaseUrl, logger }));
  const inbox = owned.use(createInbox({ connection, queues, telemetry }));
  const disposal = owned.move();
  return {
    config,
    logger,
    metrics: createIngressMetrics(telemetry.meter),
    database: connection.database,
    inbox,
    hookSecrets,
    allowlist,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
