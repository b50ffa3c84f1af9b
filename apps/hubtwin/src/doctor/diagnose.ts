import { join } from 'node:path';
import {
  ConfigError,
  databaseConfig,
  githubAppConfig,
  githubConfig,
  loadServiceConfig,
  queueConfig,
  type Section,
  syncConfig,
  upConfig,
} from '@hubtwin/config';
import { connectGitHub, createLocalBudgetStore } from '@hubtwin/github';
import { startTelemetry } from '@hubtwin/telemetry';
import { type Check, failed, ok } from './check.ts';
import { checkDatabase } from './check-database.ts';
import { checkDisk } from './check-disk.ts';
import { checkGitHub } from './check-github.ts';
import { checkRedis } from './check-redis.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkWebhookUrl } from './check-webhook-url.ts';
import { guardCheck } from './guard-check.ts';

export interface DiagnoseOptions {
  environment: NodeJS.ProcessEnv;
  /** The data folder of `hubtwin up`. */
  home: string;
}

/** Checks everything that Hubtwin needs; a failed check does not prevent the others. */
export async function diagnose({ environment, home }: DiagnoseOptions): Promise<Check[]> {
  const faults: string[] = [];
  async function read<T>(section: Section<T>): Promise<T | null> {
    try {
      return (await loadServiceConfig({ it: section }, environment)).it;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
      return null;
    }
  }
  const up = await read(upConfig);
  const isSet = up === null || up.databaseUrl !== undefined;
  const database = isSet ? await read(databaseConfig) : null;
  const queue = await read(queueConfig);
  const github = await read(githubConfig);
  const app = await read(githubAppConfig);
  const sync = await read(syncConfig);
  const configuration =
    faults.length === 0
      ? ok('configuration', 'Every variable can be read.')
      : failed(
          'configuration',
          [...new Set(faults)].join('; '),
          'See docs/configuration.md for the values of each variable.',
        );

  await using owned = new AsyncDisposableStack();
  const { logger, meter } = owned.use(await startTelemetry('hubtwin', { logLevel: 'silent' }));
  const checked = await Promise.all([
    guardCheck('database', () => (isSet && database === null ? [] : checkDatabase(database?.url))),
    guardCheck('disk', () => checkDisk(join(home, 'postgres'))),
    guardCheck('Redis', () => (queue === null ? [] : checkRedis(queue.redisUrl))),
    guardCheck('secrets', () => checkSecrets(environment)),
    guardCheck('GitHub', () =>
      github === null
        ? []
        : checkGitHub({
            github: owned.use(
              // The use by the rest of the fleet must not delay the checks.
              connectGitHub({
                ...github,
                retryCount: 0,
                redisUrl: undefined,
                keys: null,
                budgetStore: createLocalBudgetStore(),
                meter,
                logger,
              }),
            ),
            baseUrl: github.baseUrl,
            tokens: github.tokens,
            webhookUrl: app?.webhookUrl ?? null,
            owners: sync?.owners ?? [],
          }),
    ),
    guardCheck('webhook URL', () => (app === null ? [] : checkWebhookUrl(app.webhookUrl))),
  ]);
  return [configuration, ...checked.flat()];
}
