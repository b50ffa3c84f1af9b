import { loadConfig } from '@hubtwin/config';
import { findSyncJob } from '@hubtwin/database';
import { startSimulator } from '@hubtwin/github-simulator';
import { importQueue } from '@hubtwin/queue';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { importWorkerSections } from '../src/config.ts';
import { createContext } from '../src/context.ts';
import { importJob } from '../src/jobs/import.ts';

test.each(['Postgres', 'Redis'])(
  'an installation is imported, repository by repository, with the queue on %s',
  { timeout: 60_000 },
  async (store) => {
    await using owned = new AsyncDisposableStack();
    const redis = store === 'Redis' ? owned.use(await startTestRedis()) : undefined;
    const { simulator, rest, url } = owned.use(await startSimulator({ seed: 3, port: 0, scenario: 'quiet' }));
    for (const repository of ['storefront', 'orders-api']) {
      simulator.commands.openIssue({ repository, by: 'ada-okafor', title: 'Before the twin' });
    }
    const { value: installation } = simulator.commands.install({ by: 'ada-okafor' });
    const connection = owned.use(await createTestDatabase());
    const config = loadConfig(importWorkerSections, {
      DATABASE_URL: connection.url,
      GITHUB_BASE_URL: url,
      GITHUB_APP_ID: `${simulator.app.id}`,
      GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey,
      GITHUB_RATE_LIMIT_STRATEGY: 'aggressive',
      ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
      ...(redis !== undefined && { REDIS_URL: redis.url }),
    });
    const telemetry = owned.use(await startTelemetry('import-worker', { logLevel: 'silent' }));
    const context = owned.use(createContext(config, telemetry));
    owned.use(await context.queues.runWorker(importJob(context)));

    await context.queues.enqueue(importQueue, {
      kind: 'plan',
      installationId: installation.id,
      repositoryIds: null,
      type: 'auto_import',
      priority: 'high',
    });
    const job = await waitFor('the end of the import', async () => {
      const found = await findSyncJob(context.database, 1);
      return found?.completedAt === null || found === null ? undefined : found;
    });
    const all = [...simulator.world.repositories.values()];
    expect(job).toMatchObject({
      status: 'completed',
      repositories: all.length,
      repositoriesProcessed: all.length,
    });
    const { rows } = await connection.pool.query(
      'select id, last_synced_at is not null as synced from repositories order by id',
    );
    expect(rows).toEqual(all.map(({ id }) => ({ id, synced: true })).toSorted((a, b) => a.id - b.id));
    const [issues] = (await connection.pool.query('select count(*) as count from issues')).rows;
    expect(issues.count).toBe(all.reduce((sum, { issues }) => sum + issues.size, 0));
  },
);
