import { createDatabase } from '@hubtwin/database';
import { connectGitHub, createLocalBudgetStore } from '@hubtwin/github';
import { startTelemetry } from '@hubtwin/telemetry';
import { z } from 'zod';
import { syncRepository } from '../src/sync/sync-repository.ts';

/** The JSON argument of a process that a test kills. */
const input = z.object({
  databaseUrl: z.string(),
  baseUrl: z.string(),
  app: z.object({ id: z.string(), privateKey: z.string() }),
  repositoryId: z.int(),
  resource: z.string(),
});
export type SyncProcessInput = z.infer<typeof input>;

const { databaseUrl, baseUrl, app, repositoryId, resource } = input.parse(JSON.parse(process.argv[2] ?? ''));
await using connection = createDatabase({ url: databaseUrl, poolMax: 4 });
await using telemetry = await startTelemetry('test', { logLevel: 'silent' });
const { meter, logger } = telemetry;
await using github = connectGitHub({
  baseUrl,
  tokens: [],
  app,
  strategy: 'aggressive',
  maxPerHour: null,
  budgetStore: createLocalBudgetStore(),
  redisUrl: undefined,
  keys: null,
  meter,
  logger,
});
await syncRepository(repositoryId, [resource], { database: connection.database, github, priority: 'high' });
