import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, environmentWith, loadConfig, loadServiceConfig, upConfig } from '@hubtwin/config';
import { clientIdOf } from '@hubtwin/github-simulator';
import { stopSignal } from '@hubtwin/service';
import { localApp } from '../app/local-app.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { createProgress } from '../progress.ts';
import { checkPorts } from '../up/check-ports.ts';
import { chooseServices } from '../up/choose-services.ts';
import { keepRunning } from '../up/keep-running.ts';
import { noteEnvironment } from '../up/local-environment.ts';
import { localSecrets } from '../up/local-secrets.ts';
import { openEmbeddedPostgres } from '../up/open-postgres.ts';
import { simulatorService, type UpService } from '../up/services.ts';
import { formatTable } from '../up/summary.ts';

const ownApp = 'For your own GitHub, have it make the App: npm run hubtwin -- app create';

interface UpOptions {
  /** Absent: where there are no credentials. */
  demo?: boolean | undefined;
  only?: string | undefined;
}

/** `hubtwin up`: everything on this machine; what the environment does not name is brought along. */
export async function upCommand({ demo, only }: UpOptions): Promise<void> {
  const home = join(process.cwd(), '.hubtwin');
  const app = demo === true ? {} : localApp(home);
  const given = { ...environmentWith({}), ...app };
  const { up: config } = await loadServiceConfig({ up: upConfig }, given);
  // What is in a file or in Vault each process fetches there, and goes on looking at.
  const { up: direct } = loadConfig({ up: upConfig }, { ...given, NODE_ENV: undefined });
  const own = (name: 'webhookSecret' | 'encryptionKeys' | 'adminKey', made: string) =>
    direct[name] ?? (config[name] === undefined ? made : undefined);
  const isDemo = demo ?? !config.hasGitHubCredentials;
  const chosen = chooseServices(only, { isDemo, hasRedis: config.redisUrl !== undefined });
  const metricsPort = ({ metricsOffset }: UpService) =>
    config.metricsPort === 0 ? 0 : config.metricsPort + metricsOffset;
  await checkPorts(
    chosen.flatMap((service) => [
      ...(service.port === undefined ? [] : [{ variable: service.port, port: config.ports[service.port] }]),
      { variable: 'METRICS_PORT', port: metricsPort(service) },
    ]),
  );

  const logs = join(home, 'logs');
  mkdirSync(logs, { recursive: true });
  const secrets = localSecrets(join(home, 'secrets.json'));
  const { INGRESS_PORT, API_PORT, SIMULATOR_PORT } = config.ports;

  await using running = new AsyncDisposableStack();
  const stopping = stopSignal();
  console.log('Starting Postgres ...');
  const databaseUrl =
    config.databaseUrl ?? running.use(await openEmbeddedPostgres(join(home, 'postgres'))).url;
  await prepareDatabase({ url: databaseUrl, redisUrl: config.redisUrl });

  const environment = withoutUndefined({
    ...app,
    DATABASE_URL: config.databaseUrl === undefined ? databaseUrl : direct.databaseUrl,
    GITHUB_WEBHOOK_SECRET: own('webhookSecret', secrets.webhookSecret),
    ENCRYPTION_KEYS: own('encryptionKeys', secrets.encryptionKeys),
    HUBTWIN_ADMIN_KEY: own('adminKey', secrets.adminKey),
    ...(isDemo && {
      GITHUB_BASE_URL: `http://127.0.0.1:${SIMULATOR_PORT}`,
      GITHUB_WEBHOOK_URL: `http://127.0.0.1:${INGRESS_PORT}/webhooks/github`,
      GITHUB_APP_ID: `${secrets.demoApp.id}`,
      GITHUB_APP_PRIVATE_KEY: secrets.demoApp.privateKey,
      GITHUB_APP_SLUG: 'hubtwin',
      GITHUB_APP_CLIENT_ID: clientIdOf(secrets.demoApp.id),
      GITHUB_APP_CLIENT_SECRET: randomBytes(20).toString('hex'),
    }),
  });
  const ports = Object.fromEntries(
    Object.entries({ ...config.ports, METRICS_PORT: config.metricsPort }).map(([name, port]) => [
      name,
      `${port}`,
    ]),
  );
  noteEnvironment(home, { ...ports, ...environment });
  const progress = createProgress();
  const ready: string[] = [];
  const showStart = () =>
    progress.show(
      ready.length,
      chosen.length,
      `${ready.length}/${chosen.length} services run: ${ready.join(', ')}`,
    );
  const start = async (service: UpService) => {
    const logFile = join(logs, `${service.name}.log`);
    const variables = childEnvironment({
      ...environment,
      METRICS_PORT: `${metricsPort(service)}`,
      ...(service.budgetShare !== undefined &&
        config.redisUrl === undefined && { GITHUB_BUDGET_SHARE: `${service.budgetShare}` }),
    });
    const { name, args } = service;
    running.use(await keepRunning({ name, args, environment: variables, logFile }, console.log));
    ready.push(name);
    showStart();
  };
  // All of them, so that after a failed start the others are stopped and not left behind.
  const starts = await Promise.allSettled(
    chosen.filter((service) => service !== simulatorService).map(start),
  );
  progress.end();
  for (const started of starts) if (started.status === 'rejected') throw started.reason;
  // GitHub does not send twice: the simulator starts when the ingress listens.
  if (chosen.includes(simulatorService)) await start(simulatorService);
  progress.end();

  const runs = (name: string) => chosen.some((service) => service.name === name);
  const rows: [string, string][] = [];
  if (runs('ingress')) rows.push(['Webhooks', `http://localhost:${INGRESS_PORT}/webhooks/github`]);
  if (runs('api')) {
    rows.push(['API', `http://localhost:${API_PORT}/api/v1/repositories`]);
    rows.push(['API documentation', `http://localhost:${API_PORT}/docs`]);
    rows.push(['Queues', `http://localhost:${API_PORT}/admin/queues`]);
  }
  if (runs('api') && (isDemo || app.GITHUB_APP_SLUG !== undefined)) {
    rows.push(['Install the App', `http://localhost:${API_PORT}/api/v1/auth/github/install`]);
  }
  if (runs('simulator')) rows.push(['Simulated GitHub', `http://localhost:${SIMULATOR_PORT}/`]);
  for (const service of chosen) {
    if (config.metricsPort !== 0)
      rows.push([`Metrics of ${service.name}`, `http://localhost:${metricsPort(service)}/metrics`]);
  }
  rows.push(['Postgres', databaseUrl]);
  rows.push(['Queue', config.redisUrl === undefined ? 'in Postgres, schema bullmq' : 'in Redis']);
  rows.push(['Logs', logs]);
  if (config.adminKey === undefined) {
    rows.push([
      'Admin API key',
      secrets.isNew ? secrets.adminKey : `as at the first start, in ${secrets.file}`,
    ]);
  }
  console.log(
    `\nHubtwin runs.\n\n${formatTable(rows)}\n\n${isDemo ? `${ownApp}\n` : ''}Ctrl-C stops all of it.`,
  );
  await stopping;
  console.log('Stopping ...');
}

const withoutUndefined = (variables: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
