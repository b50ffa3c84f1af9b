import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith, loadConfig, loadServiceConfig, upConfig } from '@hubtwin/config';
import { addressOf } from '@hubtwin/service';
import { localApp } from '../app/local-app.ts';
import { checkPorts } from './check-ports.ts';
import { checkStores } from './check-stores.ts';
import { chooseServices } from './choose-services.ts';
import { demoEnvironment } from './demo-environment.ts';
import { embeddedPostgresPort } from './embedded-postgres-port.ts';
import { type LocalSecrets, localSecrets } from './local-secrets.ts';
import { makePrivate } from './make-private.ts';
import type { UpService } from './services.ts';

export interface UpOptions {
  /** Absent: if there are no credentials. */
  demo?: boolean | undefined;
  only?: string | undefined;
}

/** The installation that `hubtwin up` runs. */
export interface Installation {
  /** The data folder on this machine. */
  home: string;
  logs: string;
  isDemo: boolean;
  services: UpService[];
  /** Absent: Postgres is embedded. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  listenHost: string;
  ports: { INGRESS_PORT: number; API_PORT: number; SIMULATOR_PORT: number };
  /** Of one service; 0: none. */
  metricsPortOf(service: UpService): number;
  secrets: LocalSecrets;
  hasAdminKey: boolean;
  canInstallApp: boolean;
  /** The variables of the services with a database at this URL. */
  environmentWith(databaseUrl: string): Record<string, string>;
}

/**
 * Reads the configuration, and adds missing values.
 *
 * @throws ConfigError, OperatorError, and if `only` names an unknown service.
 */
export async function planInstallation({ demo, only }: UpOptions): Promise<Installation> {
  const home = join(process.cwd(), '.hubtwin');
  const logs = join(home, 'logs');
  const app = demo === true ? {} : localApp(home);
  const given = { ...environmentWith({}), ...app };
  const { up: config } = await loadServiceConfig({ up: upConfig }, given);
  // Each process reads values from files or Vault itself, and watches them for changes.
  const { up: direct } = loadConfig({ up: upConfig }, { ...given, NODE_ENV: undefined });
  const own = (name: 'webhookSecret' | 'encryptionKeys' | 'adminKey', made: string) =>
    direct[name] ?? (config[name] === undefined ? made : undefined);
  const isDemo = demo ?? !config.hasGitHubCredentials;
  const services = chooseServices(only, { isDemo, hasRedis: config.redisUrl !== undefined });
  const metricsPortOf = ({ metricsOffset }: UpService) =>
    config.metricsPort === 0 ? 0 : config.metricsPort + metricsOffset;
  const isEmbedded = config.databaseUrl === undefined;
  await checkPorts(
    [
      ...(isEmbedded ? [{ port: embeddedPostgresPort, use: 'the embedded Postgres' }] : []),
      ...services.flatMap((service) => [
        ...(service.port === undefined
          ? []
          : [{ variable: service.port, port: config.ports[service.port], isNamed: true }]),
        { variable: 'METRICS_PORT', port: metricsPortOf(service), use: `the metrics of ${service.name}` },
      ]),
    ],
    config.listenHost,
  );

  await checkStores(config);

  makePrivate(home);
  makePrivate(logs);
  const isUsed = !isEmbedded || existsSync(join(home, 'postgres/data'));
  const secrets = localSecrets(join(home, 'secrets.json'), isUsed);
  const { databaseUrl, redisUrl, listenHost, ports } = config;
  return {
    home,
    logs,
    isDemo,
    services,
    databaseUrl,
    redisUrl,
    listenHost,
    ports,
    metricsPortOf,
    secrets,
    hasAdminKey: config.adminKey !== undefined,
    canInstallApp: isDemo || app.GITHUB_APP_SLUG !== undefined,
    environmentWith: (url) =>
      withoutUndefined({
        ...app,
        LISTEN_HOST: listenHost,
        ...mapValues({ ...ports, METRICS_PORT: config.metricsPort }, (port) => `${port}`),
        DATABASE_URL: databaseUrl === undefined ? url : direct.databaseUrl,
        GITHUB_WEBHOOK_SECRET: own('webhookSecret', secrets.deployment.webhookSecret),
        ENCRYPTION_KEYS: own('encryptionKeys', secrets.encryptionKeys),
        HUBTWIN_ADMIN_KEY: own('adminKey', secrets.adminKey),
        ...(isDemo && demoEnvironment({ secrets, host: addressOf(listenHost), ports })),
      }),
  };
}

const mapValues = <Value, Result>(values: Record<string, Value>, map: (value: Value) => Result) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));

const withoutUndefined = (variables: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
